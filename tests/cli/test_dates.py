from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from pipeline.cli import app

SENTENCE = "Sastanak je održan 31. januara 2023. godine."


def zapisnik(*arguments: str, **options: str | bytes):
    return CliRunner().invoke(app, ["dates", *arguments], catch_exceptions=False, **options)


def test_prints_text_and_value() -> None:
    done = zapisnik(SENTENCE)
    assert done.exit_code == 0
    assert "31. januara 2023. godine" in done.stdout
    assert "2023-01-31" in done.stdout


def test_json_has_offsets_into_the_text() -> None:
    (found,) = json.loads(zapisnik(SENTENCE, "--json").stdout)
    assert SENTENCE[found["start"] : found["end"]] == found["text"]
    assert (found["value"], found["type"]) == ("2023-01-31", "date")


def test_reference_settles_relative_dates() -> None:
    (found,) = json.loads(zapisnik("Sastanak je održan jučer.", "--reference", "2024-03-12", "--json").stdout)
    assert found["value"] == "2024-03-11"


@pytest.mark.parametrize("reference", ["12.03.2024.", "2024-02-30", "jučer"])
def test_reference_that_is_no_date_is_wrong_usage(reference: str) -> None:
    done = zapisnik(SENTENCE, "--reference", reference)
    assert done.exit_code == 2
    assert "2024-03-12" in done.output


def test_dash_reads_standard_input() -> None:
    assert json.loads(zapisnik("-", "--json", input=SENTENCE.encode()).stdout)[0]["value"] == "2023-01-31"


def test_text_without_dates_is_no_error() -> None:
    done = zapisnik("Nema ničega.")
    assert (done.exit_code, done.stdout.strip()) == (0, "No dates found.")
    assert json.loads(zapisnik("Nema ničega.", "--json").stdout) == []
