"""The names of the engines, for whoever offers a choice without loading one."""

ENGINES = ("model", "classla", "rules")
