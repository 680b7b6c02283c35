"""Whose links `init` holds: those that people write for their readers, wherever these stand; and whose it lets be."""

from __future__ import annotations

from ledgergate import policy as policies
from ledgergate.documents import Documents
from ledgergate.git.states import of_files
from ledgergate.init import propose
from ledgergate.rules import NAMES

LAMPS = ("amber", "beige", "coral", "denim", "ebony")


def repository(**more: str) -> dict[str, str]:
    """Five decisions, with a guide and a picture beside them."""
    files = {f"docs/adr/000{n}-{one}.md": f"# {one}\n\nStatus: Accepted\n" for n, one in enumerate(LAMPS, 1)}
    files |= {"docs/guide.md": "# Guide\n\n[a](adr/0001-amber.md) [b](adr/0002-beige.md)\n", "docs/lamp.png": ""}
    return files | {"src/lamp.py": "x\n"} | {path.replace("__", "/") + ".md": text for path, text in more.items()}


def held(files: dict[str, str]) -> tuple[list[str], tuple[str, ...]]:
    """What the first check says of links, and the patterns of documents whose links are held."""
    made = propose(of_files({path: text.encode() for path, text in files.items()}))
    policy = policies.load({"ledgergate.toml": made.text.encode()}, NAMES)
    return sorted(one.key for one in made.findings if one.code == "LG401"), policy.links


def test_a_dead_link_is_told_in_any_document_even_where_it_is_the_only_one() -> None:
    dead, links = held(repository(CONTRIBUTING="# How to\n\nRead [this](docs/start.md).\n"))
    assert dead == ["docs/start.md"]
    assert links == ("**/*.md",)


def test_one_document_with_a_link_speaks_for_all_where_none_is_odd() -> None:
    files = {path: text for path, text in repository().items() if path != "docs/guide.md"}
    assert held(files)[1] == ()
    assert held(files | {"docs/adr/0001-amber.md": "# a\n\nStatus: Accepted\n\n[b](0002-beige.md)\n"})[1] == (
        "**/*.md",
    )
    odd = {
        "docs/note.md": "[a](plans/{name}.md), [b](plans/{day}.md)\n",
        "docs/adr/0001-amber.md": "# a\n\nStatus: Accepted\n\n[b](0002-beige.md)\n",
    }
    assert held(files | odd)[1] == ("docs/adr/0001-amber.md",)


def test_paths_written_from_the_root_lead_nowhere_whoever_writes_them_so() -> None:
    report = "# Review\n\n[a](src/lamp.py), [b](docs/guide.md), [c](src/door.py)\n"
    assert held(repository(docs__review=report))[0] == ["docs/guide.md", "src/door.py", "src/lamp.py"]
    reviews = {f"reviews__r{n}": report for n in range(6)}
    assert len(held(repository(**reviews))[0]) == 18
    mixed = "# Review\n\n[a](../src/lamp.py), [b](guide.md), [c](lamp.png), [d](../docs/guide.md), [e](src/lamp.py)\n"
    assert held(repository(docs__review=mixed))[0] == ["src/lamp.py"]


def test_of_documents_alone_what_should_lie_beside_one_in_its_folder_is_kept_elsewhere() -> None:
    text = "# Proposal\n\nSee [the annex](annex.md) and [the data](data/all.md).\n"
    assert held(files := repository(docs__seven__readme=text))[0] == ["annex.md", "data/all.md"]
    assert held({path: text for path, text in files.items() if path.endswith(".md")})[0] == []


def test_what_a_document_of_the_past_misses_is_told() -> None:
    text = "# Lamp\n\nSee [the annex](../annex.md).\n"
    assert held(repository(docs__archive__lamp=text))[0] == ["../annex.md"]
    assert held(repository(docs__archive__template=text))[0] == []


def test_code_that_a_report_links_to_is_there_and_what_a_plan_links_to_may_be_to_come() -> None:
    text = "# Roof\n\nIn [the lamp](../src/lamp.py), [the door](../src/door.py) and [the roof](../src/roof.py).\n"
    assert held(repository(docs__report=text))[0] == ["../src/door.py", "../src/roof.py"]
    assert held(repository(docs__plan=text))[0] == []
    moved = "# Roof\n\nIn [the lamp](../../src/lamp.py), as [the guide](../../docs/guide.md) says.\n"
    assert held(repository(docs__a__b__plan=moved))[0] == ["../../docs/guide.md", "../../src/lamp.py"]


def test_an_example_is_a_document_of_its_own_where_its_name_is_no_form() -> None:
    text = "# Lamp\n\nAs in [the guide](../../docs/guides.md).\n"
    assert held(repository(plugins__example__readme=text))[0] == ["../../docs/guides.md"]
    assert held(repository(plugins__lamp__example=text))[0] == []


def test_a_document_of_a_hidden_folder_that_knows_the_tree_is_held() -> None:
    dead = "See [it](gone.md).\n"
    knows = (
        "As [the guide](../../docs/guide.md) says.\n",  # a tool that was copied into the folder would not know it
        "As [the guide](docs/guide.md) says.\n",
        "As [the guide](/home/ann/lamps/docs/guide.md) says.\n",
    )
    for one, more in zip(knows, ([], ["docs/guide.md"], ["/home/ann/lamps/docs/guide.md"]), strict=True):
        files = repository() | {".tool/plans/lamp.txt": "", ".tool/plans/roof.md": f"# Roof\n\n{one}{dead}"}
        assert held(files)[0] == [*more, "gone.md"]
    strange = "As [the rules](../rules.md) and [the guide](./guide.md) say.\n"
    assert (
        held(repository() | {".tool/plans/lamp.txt": "", ".tool/plans/roof.md": f"# Roof\n\n{strange}{dead}"})[0] == []
    )
    assert (
        held(repository() | {"vendor/tool/lamp.txt": "", "vendor/tool/roof.md": f"# Roof\n\n{knows[0]}{dead}"})[0] == []
    )


def test_a_path_of_somebodys_disk_is_no_address_of_a_website() -> None:
    text = "# Review\n\n[a](/home/ann/lamps/docs/guide.md), [b](/home/ann/lamps/src/lamp.py)\n"
    assert len(held(repository(docs__review=text))[0]) == 2
    assert held(repository(docs__review=text.replace("docs/", "start/").replace("src/", "go/")))[0] == []


def test_a_name_in_capitals_is_a_file() -> None:
    assert held(repository(README="# Lamps\n\nUnder [MIT](LICENSE).\n"))[0] == ["LICENSE"]
    assert held(repository(README="# Lamps\n\nUnder [MIT](license).\n"))[0] == []
    assert held(repository(README="# Lamps\n\nWrite [it](URL).\n"))[0] == []


def test_one_document_that_is_written_for_a_website_costs_its_neighbours_nothing() -> None:
    site = "# Site\n\n[a](start) [b](install) [c](/use/it)\n"
    notes = {f"docs__note{n}": f"# Note {n}\n\nAs in [the guide](guide.md).\n" for n in range(12)}
    files = repository(docs__site=site, docs__last="# Last\n\n[gone](gone.md)\n", **notes)
    dead, links = held(files)
    assert (dead, links) == (["gone.md"], ("**/*.md",))


def test_a_folder_from_where_the_document_stands_is_no_page_of_a_website() -> None:
    state = "# State\n\n[a](./quick/one/), [b](./quick/two/), [c](../quick/three/), [d](start), [e](begin)\n"
    assert held(repository(docs__state=state))[0] == []
    assert held(repository(docs__state=state.replace(", [d](start), [e](begin)", "")))[0] == [
        "../quick/three/", "./quick/one/", "./quick/two/",
    ]  # fmt: skip


def test_documents_most_of_which_link_to_one_that_is_gone_are_held() -> None:
    guides = {f"docs__guide{n}": f"# Guide {n}\n\nFirst [begin](begin.md), then [go on](guide.md)\n" for n in range(8)}
    assert held(repository(**guides))[0] == ["begin.md"] * 8


def test_what_all_documents_of_a_folder_miss_was_not_made_for_one_of_them() -> None:
    board = {f"docs__story{n}": f"# Story {n}\n\nSee [the board](./board.png), [all](guide.md)\n" for n in range(8)}
    assert held(repository(**board))[0] == ["./board.png"] * 8


def test_a_line_behind_a_path_makes_it_no_other_kind_of_file() -> None:
    assert held(repository(docs__review="# Review\n\nSee [it](src/lamp.py:12)\n"))[0] == ["src/lamp.py:12"]
    assert held(repository(docs__review="# Review\n\nSee [it](src/lamp.pyc:12)\n"))[0] == []


def test_files_of_a_kind_that_the_tree_has_none_of_are_kept_elsewhere() -> None:
    assert held(repository(docs__look="# Look\n\n[it](look.svg), [guide](guide.md)\n"))[0] == []
    assert held(repository(docs__look="# Look\n\n![it](look.svg), [guide](guide.md)\n"))[0] == ["look.svg"]
    assert held(repository(docs__look="# Look\n\n![it](lamp.png), [guide](guide.md)\n"))[0] == []


def test_brackets_that_are_no_links_and_blanks_of_a_form_are_let_be() -> None:
    marks = "# Review\n\n- [HIGH][x] one\n- [LOW][y] two\n- [LOW][z] three, see [guide](guide.md)\n"
    assert held(repository(docs__review=marks))[0] == []
    form = "# Form\n\nSee [the plan](plans/YYYY-{name}.md) and [the guide](guide.md).\n"
    assert held(repository(docs__form=form))[0] == []


def test_brackets_are_links_where_the_document_defines_them_as_markdown_does_not() -> None:
    text = "# Roof\n\nAs [told][s1], in [part][s2] and [then][s3], see [guide](guide.md).\n"
    joined = "\n[s1]: guide.md [s2]: guide.md [s3]: lamp.png\n"
    assert held(repository(docs__roof=text + joined))[0] == ["s1", "s2", "s3"]
    assert held(repository(docs__roof=text))[0] == []
    assert held(repository(docs__roof=text + joined.replace(" [", "\n[")))[0] == []


def test_what_was_moved_is_meant_to_be_there_though_its_document_lies_alone() -> None:
    once = "# Roof\n\nSee [the lamp](lamps/0001-amber.md) and [the door](lamps/door.md).\n"
    assert held(repository(docs__past__roof=once))[0] == ["lamps/0001-amber.md", "lamps/door.md"]
    above = "# Ready\n\nChecks [the spec](spec.md).\n"
    specs = {f"specs__{one}__{name}": f"# {one}\n" for one in ("a", "b") for name in ("spec", "plan")}
    assert held(repository(**specs, specs__a__ready__list=above))[0] == ["spec.md"]


def test_a_path_that_goes_one_folder_too_far_up_was_meant_for_the_tree() -> None:
    far = "# Bun\n\nUses [core](../../../core), [body](../../../body), like [node](../node).\n"
    kits = {f"kits__{one}__README": f"# {one}\n" for one in ("core", "body", "adapters__node")}
    kits |= {f"lib__{one}__README": f"# {one}\n" for one in ("core", "body")}  # no name lies once
    assert held(repository(**kits, kits__adapters__bun__README=far))[0] == ["../../../body", "../../../core"]
    other = far.replace("core)", "shell)").replace("body)", "soul)")
    assert held(repository(**kits, kits__adapters__bun__README=other))[0] == []


def test_an_address_from_the_root_of_the_tree_is_none_of_a_website() -> None:
    ours = "# Roof\n\nSee [the tower](/docs/tower.md), [the gate](/docs/gate.md).\n"
    assert held(repository(docs__look__roof=ours, docs__look__door="# Door\n"))[0] == [
        "/docs/gate.md",
        "/docs/tower.md",
    ]
    theirs = ours.replace("/docs/", "/shop/")
    assert held(repository(docs__look__roof=theirs, docs__look__door="# Door\n"))[0] == []


def test_a_document_that_mostly_misses_what_is_the_trees_misses_the_rest_of_it_too() -> None:
    disk = "# Parts\n\n[a](/opt/app/docs/adr/0001-amber.md), [b](/opt/app/docs/adr/0002-beige.md), [c](/opt/app/d.md)\n"
    told = ["/opt/app/d.md", "/opt/app/docs/adr/0001-amber.md", "/opt/app/docs/adr/0002-beige.md"]
    assert held(repository(docs__parts=disk))[0] == told
    assert held(repository(docs__parts=disk.replace("/docs/adr/", "/x/")))[0] == []


def test_one_number_to_be_given_out_is_forgotten_and_two_are_a_form() -> None:
    links = "# Roof\n\nSee [a](adr/0001-amber.md), [b](adr/0002-beige.md), [c](adr/NNNN-azure.md).\n"
    assert held(repository(docs__roof=links, docs__door=links.replace("NNNN-azure", "0003-coral")))[0] == [
        "adr/NNNN-azure.md"
    ]
    assert held(repository(docs__roof=links.replace("0002", "NNNN")))[0] == []


def anchored(files: dict[str, str], *, strict: bool = False) -> list[tuple[str, str, str]]:
    """The headings that the first check does not find: the document, what it cites, and how much that counts."""
    made = propose(of_files({path: text.encode() for path, text in files.items()}), strict=strict)
    return sorted((one.place.path, one.key, one.level) for one in made.findings if one.code == "LG405")


CONTENTS = (
    "# Lamps\n\nAs [here](../src/lamp.py).\n\n- [One](#one)\n- [Two](#two)\n- [Three](#three)\n- [Four](#four)\n\n"
    "## One\n\n## Two\n\n## 3. Three\n\n"
)


def test_a_list_of_what_is_in_a_document_is_held_to_its_headings() -> None:
    told = [("docs/lamps.md", "#four", "advise"), ("docs/lamps.md", "#three", "advise")]
    assert anchored(repository(docs__lamps=CONTENTS)) == told
    assert [level for *_, level in anchored(repository(docs__lamps=CONTENTS), strict=True)] == ["block", "block"]


def test_headings_that_are_cited_are_held_however_many_are_gone() -> None:
    note = "# Note\n\n## In short\n\nAs [above](#before), [there](guide.md#lights), [here](#in-short).\n"
    gone = [("docs/note.md", "#before", "advise"), ("docs/note.md", "guide.md#lights", "advise")]
    assert anchored(repository(docs__note=note)) == gone
    there = note.replace("#before", "#note").replace("#lights", "#guide")
    assert anchored(repository(docs__note=there)) == []


def test_of_documents_alone_most_of_whose_anchors_lead_nowhere_something_else_shows_them() -> None:
    there = "# Lights\n\n## Lights\n\n" + "As [above](#lights).\n" * 4
    note = "# Note\n\nAs [above](#before).\n"
    files = repository(docs__lights=there, docs__note=note)
    files = {path: text for path, text in files.items() if path.endswith(".md")}
    assert anchored(files) == [("docs/note.md", "#before", "advise")]
    note = "# Note\n\nAs [above](#before), [below](#after), and [beside](#inside).\n"
    assert anchored(files | {"docs/note.md": note}) == []


def test_many_lists_of_contents_are_not_named_one_by_one() -> None:
    files = repository(
        **{f"docs__d{n}__a": CONTENTS.replace("../", "../../") for n in range(20)},
        **{f"docs__d{n}__b": "[a](#b)\n" for n in range(20)},
    )
    files |= {f"docs/d{n}/c.md": f"# C {n}\n\n[a](a.md)\n" for n in range(20)}
    made = propose(of_files({path: text.encode() for path, text in files.items()}))
    assert sum(one.code == "LG405" for one in made.findings) == 60
    assert "[rules.paths]" not in made.text


def test_a_pattern_takes_no_document_that_cannot_be_read() -> None:
    files = {
        path: text.encode() for path, text in repository(docs__last="[gone](gone.md)\n", notes__a="[b](b.md)\n").items()
    }
    files |= {"docs/broken.md": b"a\0b\n", "notes/b.md": b"# B\n\n[a](a.md)\n", "vendor/x.md": b"c\0d\n"}
    made = propose(of_files(files))
    policy = policies.load({"ledgergate.toml": made.text.encode()}, NAMES)
    assert not {"docs/broken.md", "vendor/x.md"} & {path for glob in policy.links for path in taken(files, glob)}
    assert {"docs/last.md", "docs/guide.md", "notes/a.md"} <= {
        path for glob in policy.links for path in taken(files, glob)
    }


def taken(files: dict[str, bytes], glob: str) -> list[str]:
    return list(Documents(of_files(files)).find(glob))


def test_a_plan_in_a_hidden_folder_may_quote_the_links_of_a_manual() -> None:
    manual = {f"docs/manual/{one}.md": f"# {one}\n\n[up](../guide.md)\n" for one in LAMPS}
    plan = "# Plan\n\nThe manual must hold:\n\n" + "".join(f"- [{one}]({one}.md)\n" for one in LAMPS)
    quoting = {".planning/phases/1-x/1-1-PLAN.md": f"{plan}\nSee [it](../../../docs/guide.md).\n"}
    assert held(repository() | manual | quoting)[0] == []
    lost = {
        ".planning/phases/1-x/1-1-PLAN.md": "# Plan\n\n"
        + "".join(f"- [{n}](docs/adr/000{n}-{one}.md)\n" for n, one in enumerate(LAMPS, 1))
    }
    assert len(held(repository() | manual | lost)[0]) == 5
