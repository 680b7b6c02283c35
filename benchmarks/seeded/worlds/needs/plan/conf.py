"""The plan as needs: types, fields and links with their schemas, as the manual of sphinx-needs recommends."""

project = "Plan"
extensions = ["sphinx_needs"]
nitpicky = True
needs_types = [
    {"directive": "candidate", "title": "Candidate", "prefix": "C_", "color": "#BFD8D2", "style": "node"},
    {"directive": "theme", "title": "Theme", "prefix": "T_", "color": "#FEDCD2", "style": "node"},
    {"directive": "spec", "title": "Spec", "prefix": "S_", "color": "#DF744A", "style": "node"},
    {"directive": "task", "title": "Task", "prefix": "K_", "color": "#DCB239", "style": "node"},
    {"directive": "decision", "title": "Decision", "prefix": "A_", "color": "#AAAAAA", "style": "node"},
]
needs_id_required = True
needs_id_regex = r"^[CTSKA]_[0-9]+(_[0-9]+)?$"
needs_fields = {
    "bucket": {"schema": {"type": "string", "enum": ["now", "later", "never"]}, "nullable": True},
    "owner": {"schema": {"type": "string", "minLength": 2}, "nullable": True},
    "date": {"schema": {"type": "string", "format": "date"}, "nullable": True},
    "posture": {"schema": {"type": "string", "enum": ["open", "read-only"]}, "nullable": True},
}
needs_links = {
    "candidates": {"incoming": "is planned by", "outgoing": "plans"},
    "tasks": {"incoming": "is a task of", "outgoing": "has the tasks"},
    "replaces": {"incoming": "is replaced by", "outgoing": "replaces"},
}
needs_schema_definitions_from_json = "schemas.json"
