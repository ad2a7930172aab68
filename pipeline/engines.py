"""The names of the engines, for whoever offers a choice without loading one."""

ENGINES = ("model", "classla", "rules")
#: the component of each engine, and the module that registers it with spaCy; `rules` has none
FACTORIES = {
    "model": ("zapisnik_model", "pipeline.language.model.factory"),
    "classla": ("zapisnik_classla", "pipeline.language.classla_engine"),
}
