"""What people correct in Label Studio and INCEpTION comes back and wins over extraction."""

from __future__ import annotations

import copy
import io
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from record_making import organization, place, record, records

from pipeline.corpus import corrections, exports
from pipeline.corpus.annotations import LABELS, LINKS, VALUES, Annotated, Link, NotAnExport, Passage, annotated
from pipeline.corpus.exports import inception, label_studio
from pipeline.records import problems

LENIENT = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def label_studio_export(tasks: list[dict[str, Any]], **edits: Any) -> list[dict[str, Any]]:
    """Tasks as Label Studio exports them (JSON) once a person has copied the predictions into annotations and submitted them."""
    exported = []
    for number, task in enumerate(copy.deepcopy(tasks), start=1):
        result = task["predictions"][0]["result"]
        for entry in result:
            if entry["type"] != "relation":
                entry["origin"] = "prediction"
        exported.append(
            {
                "id": 400 + number,
                "annotations": [
                    {
                        "id": 70 + number, "completed_by": 1, "result": result, "was_cancelled": False, "ground_truth": False,
                        "created_at": "2024-07-01T08:00:00.000000Z", "updated_at": "2024-07-01T08:10:00.000000Z",
                        "draft_created_at": None, "lead_time": 61.2, "prediction": {"id": 9, "model_version": "zapisnik-0.1.0"},
                        "result_count": len(result), "unique_id": "4c1f", "import_id": None, "last_action": None,
                        "bulk_created": False, "task": 400 + number, "project": 3, "updated_by": 1,
                        "parent_prediction": 9, "parent_annotation": None, "last_created_by": None,
                    }
                ],
                "file_upload": "tasks.json", "drafts": [], "predictions": [9], "data": task["data"], "meta": {},
                "created_at": "2024-07-01T07:00:00.000000Z", "updated_at": "2024-07-01T08:10:00.000000Z", "inner_id": number,
                "total_annotations": 1, "cancelled_annotations": 0, "total_predictions": 1, "comment_count": 0,
                "unresolved_comment_count": 0, "last_comment_updated_at": None, "project": 3, "updated_by": 1,
                "comment_authors": [],
            }
        )  # fmt: skip
    return exported


def exported_tasks(records: list[dict[str, Any]], folder: Path) -> list[dict[str, Any]]:
    exports.export(records, "label-studio", folder)
    return label_studio_export(json.loads((folder / "tasks.json").read_bytes()))


def taken_back(tasks: list[dict[str, Any]], file: Path) -> list[Annotated]:
    file.write_text(json.dumps(tasks), encoding="utf-8")
    return list(label_studio.read(file))


def corrected(record: dict[str, Any], document: Annotated, **options: Any) -> dict[str, Any]:
    made, wrong = corrections.of(document, "label-studio", **options)
    assert wrong == []
    done = corrections.apply(record, made, digest="0" * 64)
    assert problems(done) == []
    return done


def regions(task: dict[str, Any], name: str = "label") -> dict[str, Any]:
    """The results of a task by the id of their region."""
    return {entry["id"]: entry for entry in task["annotations"][0]["result"] if entry.get("from_name") == name}


def without_provenance(made: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in made.items() if name != "provenance"}


# --- nothing is lost on the way


def test_what_nobody_changed_stays_as_it_was_extracted(samples: list[dict[str, Any]], tmp_path: Path) -> None:
    for one, document in zip(samples, taken_back(exported_tasks(samples, tmp_path), tmp_path / "e.json"), strict=True):
        assert without_provenance(corrected(one, document)) == without_provenance(one)


def test_documents_that_nobody_annotated_give_no_corrections(samples: list[dict[str, Any]], tmp_path: Path) -> None:
    tasks = exported_tasks(samples[:3], tmp_path)
    tasks[0]["annotations"] = []
    tasks[1]["annotations"][0]["was_cancelled"] = True
    assert [one.record_id for one in taken_back(tasks, tmp_path / "e.json")] == [samples[2]["record_id"]]


def test_the_latest_of_several_annotations_counts(made: dict[str, Any], tmp_path: Path) -> None:
    (task,) = exported_tasks([made], tmp_path)
    older = copy.deepcopy(task["annotations"][0]) | {"id": 999, "updated_at": "2024-06-30T00:00:00Z", "result": []}
    task["annotations"].append(older)
    (document,) = taken_back([task], tmp_path / "e.json")
    assert len(document.passages) == len(annotated(made).passages)


@LENIENT
@given(records())
def test_any_record_comes_back_from_both_programs(tmp_path: Path, record: dict[str, Any]) -> None:
    expected = {(p.label, p.start, p.end, p.item) for p in annotated(record).passages}
    (document,) = taken_back(exported_tasks([record], tmp_path / "ls"), tmp_path / "e.json")
    assert {(p.label, p.start, p.end, p.item) for p in document.passages} == expected
    assert without_provenance(corrected(record, document))["text"] == record["text"]
    pytest.importorskip("cassis")
    exports.export([record], "inception", tmp_path / "xmi")
    (document,) = inception.read(tmp_path / "xmi" / f"{record['record_id']}.xmi")
    assert {(p.label, p.start, p.end, p.item) for p in document.passages} == expected


# --- what a person does


def test_removed_item_is_gone_and_so_are_links_to_it(made: dict[str, Any], tmp_path: Path) -> None:
    (task,) = exported_tasks([made], tmp_path)
    annotation = task["annotations"][0]
    annotation["result"] = [
        entry for entry in annotation["result"]
        if not str(entry.get("id", "")).startswith("p1-") and "p1-1" not in (entry.get("from_id"), entry.get("to_id"))
    ]  # fmt: skip
    done = corrected(made, *taken_back([task], tmp_path / "e.json"))
    assert done["participants"] == [] and done["meetings"][0]["participants"] == []
    assert done["meetings"][0]["rule"] == "example.rule"  # the person changed nothing of the meeting itself
    assert done["organizations"] == made["organizations"]


def test_changed_name_and_span_win(made: dict[str, Any], tmp_path: Path) -> None:
    (task,) = exported_tasks([made], tmp_path)
    regions(task, "name")["o1-1"]["value"]["text"] = ["Udruženje građana Vir"]
    entry = regions(task)["p1-1"]
    entry["value"]["end"] += len(", direktoricu")
    entry["value"]["text"] += ", direktoricu"
    done = corrected(made, *taken_back([task], tmp_path / "e.json"))
    (found,) = done["organizations"]
    assert (found["name"], found["rule"], found["confidence"]) == ("Udruženje građana Vir", "correction.changed", 1.0)
    assert found["mentions"] == made["organizations"][0]["mentions"] and found["acronym"] == "UV"
    (ana,) = done["participants"]
    assert done["text"][ana["start"] : ana["end"]] == "Anu Kraljević, direktoricu"
    assert (ana["role"], ana["organization"], ana["rule"]) == ("direktorica", "o1", "correction.changed")
    assert done["conclusions"] == made["conclusions"]


def test_changed_label_makes_another_item(made: dict[str, Any], tmp_path: Path) -> None:
    (task,) = exported_tasks([made], tmp_path)
    regions(task)["p1-1"]["value"]["labels"] = ["group"]
    done = corrected(made, *taken_back([task], tmp_path / "e.json"))
    assert [(one["kind"], one["name"], one["rule"]) for one in done["participants"]] == [
        ("group", "Ana Kraljević", "correction.changed")
    ]
    regions(task)["p1-1"]["value"]["labels"] = ["organization"]
    done = corrected(made, *taken_back([task], tmp_path / "e.json"))
    assert done["participants"] == []
    assert [(one["name"], one["rule"]) for one in done["organizations"]] == [
        ("Udruženje Vir", "example.rule"), ("Ana Kraljević", "correction.added"),
    ]  # fmt: skip


def test_added_items_are_numbered_in_the_order_of_the_text(made: dict[str, Any], tmp_path: Path) -> None:
    (task,) = exported_tasks([made], tmp_path)
    text = made["text"]
    brod, where = place(text, "Brodu"), {"to_name": "text", "origin": "manual", "id": "Xk3_dQ"}
    marked = {**brod, "text": "Brodu", "labels": ["organization"]}
    task["annotations"][0]["result"] += [
        {**where, "from_name": "label", "type": "labels", "value": marked},
        {**where, "from_name": "name", "type": "textarea", "value": {**brod, "text": ["Općina Brod"]}},
        {"from_id": "m1-1", "to_id": "Xk3_dQ", "type": "relation", "direction": "right", "labels": ["organization"]},
    ]  # fmt: skip
    done = corrected(made, *taken_back([task], tmp_path / "e.json"))
    assert [(one["id"], one["name"], one["rule"]) for one in done["organizations"]] == [
        ("o1", "Općina Brod", "correction.added"), ("o2", "Udruženje Vir", "example.rule"),
    ]  # fmt: skip
    assert done["meetings"][0]["organizations"] == ["o1", "o2"]
    assert done["participants"][0]["organization"] == "o2" and done["participants"][0]["rule"] == "example.rule"
    assert done["conclusions"][0]["responsible"] == ["o2", "općina"]
    assert done["provenance"]["models"]["corrections"] == f"sha256:{'0' * 64}"


def test_new_passage_with_the_name_of_an_item_is_another_mention(made: dict[str, Any], tmp_path: Path) -> None:
    (task,) = exported_tasks([made], tmp_path)
    acronym = place(made["text"], "UV")
    marked = {**acronym, "text": "UV", "labels": ["organization"]}
    task["annotations"][0]["result"] += [
        {"id": "a1", "to_name": "text", "from_name": "label", "type": "labels", "value": marked},
        {"id": "a1", "to_name": "text", "from_name": "name", "type": "textarea", "value": {**acronym, "text": ["Udruženje Vir"]}},
    ]  # fmt: skip
    (found,) = corrected(made, *taken_back([task], tmp_path / "e.json"))["organizations"]
    assert len(found["mentions"]) == 3 and acronym in found["mentions"]


def test_first_mention_marked_anew_keeps_the_other_mentions(made: dict[str, Any], tmp_path: Path) -> None:
    (task,) = exported_tasks([made], tmp_path)
    for entry in task["annotations"][0]["result"]:
        for name in ("id", "from_id", "to_id"):
            if entry.get(name) == "o1-1":
                entry[name] = "fresh"
    (found,) = corrected(made, *taken_back([task], tmp_path / "e.json"))["organizations"]
    assert (found["mentions"], found["name"], found["acronym"]) == (made["organizations"][0]["mentions"], "Udruženje Vir", "UV")


def test_corrected_date_takes_the_meeting_with_it(made: dict[str, Any], tmp_path: Path) -> None:
    (task,) = exported_tasks([made], tmp_path)
    regions(task, "value")["d1-1"]["value"]["text"] = ["2023-06-03"]
    done = corrected(made, *taken_back([task], tmp_path / "e.json"))
    assert (done["dates"][0]["value"], done["meetings"][0]["date"]) == ("2023-06-03", "2023-06-03")
    assert done["upcoming_events"] == made["upcoming_events"]


def test_value_taken_away_is_gone_and_link_drawn_the_other_way_is_understood(made: dict[str, Any], tmp_path: Path) -> None:
    (task,) = exported_tasks([made], tmp_path)
    result = task["annotations"][0]["result"]
    result.remove(regions(task, "role")["p1-1"])
    for entry in result:
        if entry["type"] == "relation" and entry["labels"] == ["organization"] and entry["from_id"] == "p1-1":
            entry["from_id"], entry["to_id"] = entry["to_id"], entry["from_id"]
    (ana,) = corrected(made, *taken_back([task], tmp_path / "e.json"))["participants"]
    assert (ana["role"], ana["organization"]) == (None, "o1")


def test_without_any_link_those_of_the_rules_stay(made: dict[str, Any], tmp_path: Path) -> None:
    (task,) = exported_tasks([made], tmp_path)
    task["annotations"][0]["result"] = [entry for entry in task["annotations"][0]["result"] if entry["type"] != "relation"]
    done = corrected(made, *taken_back([task], tmp_path / "e.json"))
    assert without_provenance(done) == without_provenance(made)


def test_fields_that_nobody_looked_at_stay(made: dict[str, Any], tmp_path: Path) -> None:
    (task,) = exported_tasks([made], tmp_path)
    task["annotations"][0]["result"] = []
    done = corrected(made, *taken_back([task], tmp_path / "e.json"), fields=["dates"])
    assert done["dates"] == [] and done["organizations"] == made["organizations"]
    assert done["conclusions"][0]["deadline_date"] is None and done["conclusions"][0]["deadline"] == "2024-06"


@pytest.mark.parametrize(
    ("region", "name", "value", "told"),
    [
        ("d1-1", "value", "3. juna", "is no date"),
        ("e1-1", "date", "2024-06-15T10:00", "clock time"),
        ("e1-1", "start_time", "10 sati", "is no time"),
    ],
)
def test_value_that_cannot_be_is_told_and_left_to_the_rules(
    made: dict[str, Any], tmp_path: Path, region: str, name: str, value: str, told: str
) -> None:
    (task,) = exported_tasks([made], tmp_path)
    regions(task, name)[region]["value"]["text"] = [value]
    found, wrong = corrections.of(*taken_back([task], tmp_path / "e.json"), "label-studio")
    assert len(wrong) == 1 and told in wrong[0]
    assert without_provenance(corrections.apply(made, found)) == without_provenance(made)


def test_offsets_in_utf16_are_known_by_their_words(made: dict[str, Any], tmp_path: Path) -> None:
    (task,) = exported_tasks([made], tmp_path)
    for entry in task["annotations"][0]["result"]:
        if entry["type"] == "labels" and entry["value"]["start"] > made["text"].index("😀"):
            entry["value"]["start"] += 1
            entry["value"]["end"] += 1
    (document,) = taken_back([task], tmp_path / "e.json")
    assert sorted((p.start, p.end) for p in document.passages) == sorted((p.start, p.end) for p in annotated(made).passages)


@pytest.mark.parametrize(
    "content", ["{}", "not json", '[{"id": 1}]', '[{"annotations": [{"result": [{"type": "labels"}]}], "data": {}}]']
)
def test_what_is_no_export_is_refused_with_its_name(tmp_path: Path, content: str) -> None:
    (tmp_path / "e.json").write_text(content, encoding="utf-8")
    with pytest.raises(NotAnExport, match=r"e\.json"):
        list(label_studio.read(tmp_path / "e.json"))


def test_labeling_interface_has_a_control_for_every_result(made: dict[str, Any], tmp_path: Path) -> None:
    from lxml import etree

    exports.export([made], "label-studio", tmp_path)
    root = etree.parse(tmp_path / "label-config.xml").getroot()
    controls = {element.get("name"): element for element in root.iter() if element.get("toName")}
    labels = {element.get("value") for element in root.iter("Label")}
    arrows = {element.get("value") for element in root.iter("Relation")}
    (task,) = json.loads((tmp_path / "tasks.json").read_bytes())
    for entry in task["predictions"][0]["result"]:
        if entry["type"] == "relation":
            assert set(entry["labels"]) <= arrows
            continue
        control = controls[entry["from_name"]]
        assert control.tag.lower() == entry["type"]
        assert set(entry["value"].get("labels", [])) <= labels
        allowed = {choice.get("value") for choice in control.iter("Choice")}
        assert set(entry["value"].get("choices", [])) <= allowed
        words = task["data"]["text"][entry["value"]["start"] : entry["value"]["end"]]
        assert entry["type"] == "textarea" or entry["value"]["text"] == words
    assert {value.name for value in VALUES} < set(controls)


def test_label_studios_own_check_takes_interface_and_predictions(samples: list[dict[str, Any]], tmp_path: Path) -> None:
    interfaces = pytest.importorskip("label_studio_sdk.label_interface", reason="label-studio-sdk asks for numpy 2")
    exports.export(samples, "label-studio", tmp_path)
    interface = interfaces.LabelInterface((tmp_path / "label-config.xml").read_text(encoding="utf-8"))
    interface.validate()
    for task in json.loads((tmp_path / "tasks.json").read_bytes()):
        assert interface.validate_prediction(task["predictions"][0])


# --- INCEpTION


@pytest.fixture
def cassis() -> Any:
    return pytest.importorskip("cassis")


def loaded(cassis: Any, folder: Path, record_id: str) -> Any:
    with (folder / "TypeSystem.xml").open("rb") as types:
        system = cassis.load_typesystem(types)
    with (folder / f"{record_id}.xmi").open("rb") as file:
        return cassis.load_cas_from_xmi(file, typesystem=system)


def test_documents_are_read_by_cassis_with_layers_tokens_and_sentences(cassis: Any, made: dict[str, Any], tmp_path: Path) -> None:
    exports.export([made], "inception", tmp_path)
    cas = loaded(cassis, tmp_path, made["record_id"])
    assert cas.sofa_string == made["text"]
    assert {one.get_covered_text() for one in cas.select(inception.ITEM) if one.label == "person"} == {"Anu Kraljević"}
    links = {(one.name, one.Governor.item, one.Dependent.item) for one in cas.select(inception.LINK)}
    assert ("organization", "p1", "o1") in links and ("responsible", "c1", "o1") in links
    assert len(list(cas.select("de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token"))) > 30


def test_offsets_in_xmi_are_utf16_code_units(cassis: Any, made: dict[str, Any], tmp_path: Path) -> None:
    exports.export([made], "inception", tmp_path)
    xmi = (tmp_path / f"{made['record_id']}.xmi").read_text(encoding="utf-8")
    begin, end = map(int, re.search(r'begin="(\d+)" end="(\d+)" label="person"', xmi).groups())  # type: ignore[union-attr]
    units = made["text"].encode("utf-16-le")
    assert units[2 * begin : 2 * end].decode("utf-16-le") == "Anu Kraljević"
    assert begin == made["participants"][0]["start"] + 1  # the smiling face before it is two


def test_edits_in_inception_come_back(cassis: Any, made: dict[str, Any], tmp_path: Path) -> None:
    exports.export([made], "inception", tmp_path)
    cas = loaded(cassis, tmp_path, made["record_id"])
    ana = next(one for one in cas.select(inception.ITEM) if one.label == "person")
    ana.name, ana.status = "Ana Kraljević-Babić", "absent"
    cas.remove(next(one for one in cas.select(inception.ITEM) if one.item == "e2"))
    new = cas.typesystem.get_type(inception.ITEM)
    where = place(made["text"], "Brodu")
    cas.add(new(begin=where["start"], end=where["end"], label="organization", name="Općina Brod"))
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as inner:
        inner.writestr("TypeSystem.xml", cas.typesystem.to_xml())
        inner.writestr("CURATION_USER.xmi", cas.to_xmi())
    with zipfile.ZipFile(tmp_path / "project.zip", "w") as outer:
        outer.writestr(f"curation/{made['record_id']}.xmi/CURATION_USER.zip", archive.getvalue())
        outer.writestr(f"annotation/{made['record_id']}.xmi/ana.zip", archive.getvalue())
    done = corrected(made, *inception.read(tmp_path / "project.zip"))
    assert [(one["name"], one["status"], one["rule"]) for one in done["participants"]] == [
        ("Ana Kraljević-Babić", "absent", "correction.changed")
    ]
    assert [one["name"] for one in done["organizations"]] == ["Općina Brod", "Udruženje Vir"]
    assert [one["name"] for one in done["upcoming_events"]] == ["Otvaranje mosta"]


def test_document_of_several_annotators_is_refused_unless_curated(cassis: Any, made: dict[str, Any], tmp_path: Path) -> None:
    exports.export([made], "inception", tmp_path)
    name = f"{made['record_id']}.xmi"
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for user in ("ana", "ivo"):
            archive.write(tmp_path / "TypeSystem.xml", f"{user}/TypeSystem.xml")
            archive.write(tmp_path / name, f"{user}/{name}")
    with pytest.raises(NotAnExport, match="several"):
        list(inception.read(tmp_path / "a.zip"))
    (tmp_path / "b.zip").write_bytes(b"PK, but no archive")
    with pytest.raises(NotAnExport, match=r"b\.zip"):
        list(inception.read(tmp_path / "b.zip"))


# --- whatever a person does


@st.composite
def edits(draw: st.DrawFn) -> tuple[dict[str, Any], Annotated]:
    """A record, and what a person made of it: passages gone, moved, renamed, relabelled, added, links drawn at random."""
    record = draw(records())
    document, length = annotated(record), len(record["text"])
    words = st.text(st.sampled_from("abčž 0123456789-/.~X"), max_size=12)
    said = st.dictionaries(
        st.sampled_from([value.name for value in VALUES]), words | st.sampled_from(["2023-05", "present"]), max_size=4
    )
    passages = []
    for passage in document.passages:
        made = passage
        action = draw(st.sampled_from(["keep", "keep", "drop", "move", "say", "relabel", "forget"]))
        if action == "drop":
            continue
        if action == "move":
            start = draw(st.integers(0, length - 1))
            made = replace(passage, start=start, end=draw(st.integers(start + 1, length)))
        elif action == "say":
            made = replace(passage, values={**passage.values, **draw(said)})
        elif action == "relabel":
            made = replace(passage, label=draw(st.sampled_from(list(LABELS))))
        elif action == "forget":
            made = replace(passage, item=draw(st.sampled_from([None, "o1", "p9", "x"])))
        passages.append(made)
    for number in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, length - 1))
        place = (start, draw(st.integers(start + 1, length + 1)))
        passages.append(Passage(f"new{number}", draw(st.sampled_from(list(LABELS))), *place, draw(said), None, True))
    document.passages = passages
    keys = [passage.key for passage in passages]
    if keys:
        names = st.sampled_from([kind.name for kind in LINKS] + ["nothing"])
        document.links += [
            Link(draw(names), draw(st.sampled_from(keys)), draw(st.sampled_from(keys))) for _ in range(draw(st.integers(0, 4)))
        ]
    return record, document


@settings(max_examples=150, deadline=None)
@given(edits(), st.lists(st.sampled_from(corrections.FIELDS), min_size=1, unique=True) | st.just(list(corrections.FIELDS)))
def test_whatever_a_person_does_gives_a_valid_record(edited: tuple[dict[str, Any], Annotated], fields: list[str]) -> None:
    record, document = edited
    before = copy.deepcopy(record)
    found, _ = corrections.of(document, "label-studio", fields)
    done = corrections.apply(record, found)
    assert problems(done) == [] and record == before
    again, wrong = corrections.of(annotated(done), "label-studio", fields)
    assert wrong == [] and problems(corrections.apply(record, again)) == []


# --- files, and other texts


def test_file_comes_back_as_it_was_and_says_the_same_bytes(made: dict[str, Any], tmp_path: Path) -> None:
    found, _ = corrections.of(annotated(made), "label-studio")
    path = corrections.write(found, tmp_path)
    assert path.name == f"{made['record_id']}.corrections" and corrections.read(path) == found
    once = path.read_bytes()
    corrections.write(corrections.read(path), tmp_path)
    assert path.read_bytes() == once
    folder = corrections.Folder(tmp_path)
    assert folder.of(made["record_id"]) == (found, folder.digest(made["record_id"]))
    assert (folder.of("r-0000000000000000"), folder.digest("r-0000000000000000"), len(folder)) == (None, "", 1)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"corrections": "zapisnik", "version": 99}'])
def test_file_that_holds_no_corrections_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "r-0000000000000000.corrections"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(corrections.BadCorrections, match=r"r-0000000000000000\.corrections"):
        corrections.read(path)


def test_places_are_found_again_in_a_text_that_is_read_differently() -> None:
    text = "Vir i Most. Vir je obnovljen, a Most nije. Vir."
    old = record(text, organizations=[organization(1, "Udruženje Vir", place(text, "Vir", 2))])
    found, _ = corrections.of(annotated(old), "label-studio")
    moved = "Naslov\n\n" + text.replace("Vir je obnovljen", "Vir je\nobnovljen")
    done = corrections.apply(record(moved), found)
    assert [(one["name"], one["start"], one["rule"]) for one in done["organizations"]] == [
        ("Udruženje Vir", place(moved, "Vir", 2)["start"], "correction.added")
    ]
    gone = corrections.apply(record("Ništa od toga."), found)
    assert gone["organizations"] == [] and [one["code"] for one in gone["warnings"]] == ["correction-lost"]
    assert problems(gone) == []


def test_rules_that_find_more_later_do_not_win_over_the_person(made: dict[str, Any]) -> None:
    found, _ = corrections.of(annotated(made), "label-studio")
    later = copy.deepcopy(made)
    later["organizations"].append(organization(2, "Brod", place(made["text"], "Brodu")))
    later["organizations"][0]["name"] = "Vir i Ana"
    later["participants"] = []
    later["meetings"][0]["participants"] = []
    done = corrections.apply(later, found)
    assert problems(done) == []
    assert [(one["name"], one["rule"]) for one in done["organizations"]] == [("Udruženje Vir", "correction.changed")]
    assert [(one["name"], one["rule"]) for one in done["participants"]] == [("Ana Kraljević", "correction.added")]
    assert done["meetings"][0]["participants"] == ["p1"]


def test_passage_outside_the_text_and_date_without_value_are_told(made: dict[str, Any]) -> None:
    document = annotated(made)
    end = len(made["text"])
    document.passages += [Passage("x", "person", end, end + 4), Passage("y", "date", 0, 8)]
    found, wrong = corrections.of(document, "label-studio")
    assert ["no such place" in wrong[0] or "no such place" in wrong[1], len(wrong)] == [True, 2]
    assert without_provenance(corrections.apply(made, found)) == without_provenance(made)
