"""A question that the package must answer has no answer.

**Why.** An audit is commissioned for its answers; a page of tables around a missing one hides that nobody decided.

**Rejected**

    ### Is it sellable?
    TBD

**Accepted**

    ### Is it sellable?
    **No.** Bucket A still holds open candidates.

**The fix.** Write the question as a heading, a label or a row, and the answer with it. A question that an invariant
asks about begins with yes, no or partly. Without `enforce = "always"` open packages may still leave it open.
"""

from __future__ import annotations

from ledgergate.model import Place
from ledgergate.rules.view import found
from ledgergate.truth.answers import answers, says, wordings
from ledgergate.truth.artifacts import artifact_texts, enforced, planning
from ledgergate.truth.packages import packages

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.model import Finding
    from ledgergate.policy.model import Policy
    from ledgergate.rules.view import View
    from ledgergate.sides import Side
    from ledgergate.truth.answers import Answer
    from ledgergate.truth.packages import PackageFolder


def check(view: View) -> Iterator[Finding]:
    documents, policy = view.after.documents, view.after.policy
    decided = _decided(policy)
    for package in view.after.ask(packages):
        every = list(answers(documents, policy, [package])) if package.rule.questions else []
        held = bool(package.rule.questions) and enforced(documents, package)
        for name in package.rule.questions:
            said = [one for one in every if one.question == name]
            given = [one for one in said if one.given]
            if held and not given:
                beside = [one.document.path for one in every]
                answer = "**No.** BECAUSE" if name in decided else "ANSWER"
                yield _open(
                    beside or [_home(view.after, package, name)],
                    package,
                    answer,
                    said,
                    name,
                )
            elif name in decided and given and not any(says(one.text) for one in given):
                yield _vague(given[0])


def _decided(policy: Policy) -> set[str]:
    """The questions of which an invariant asks whether the answer is yes, no or partly."""
    return {
        name
        for rule in policy.invariants
        for name in rule.when.get("question", ())
        if any(says(word) for word in rule.when.get("answer", ()))
    }


def _open(homes: list[str], package: PackageFolder, answer: str, said: list[Answer], name: str) -> Finding:
    asked = wordings(package.rule.questions[name])[0]
    if said:
        place, what, cure = said[0].place, "has no answer", f"write the answer below the question: {answer}"
    else:
        place, what = Place(homes[0]), "is asked nowhere in the package"
        cure = f"add to {homes[0]}:\n### {asked}\n{answer}"
    return found(place, f"{package.name}: '{asked}' {what}", cure, key=name)


def _home(reading: Side, package: PackageFolder, name: str) -> str:
    """The document in which the answer belongs: the one that an invariant names, else the first report."""
    from ledgergate.conditions.subjects import Subject, is_one_of

    documents = reading.documents
    there = artifact_texts(documents, package)
    for rule in reading.policy.invariants:
        if name in rule.when.get("question", ()) and "report" in rule.when:
            for document in there:
                subject = Subject("", answer=_at(document, package))
                if is_one_of(reading, subject, "report", rule.when["report"]):
                    return document.path
    plans = planning(documents, package)
    reports = [one.path for one in there if one.path not in plans]
    return (reports or [one.path for one in there] or [f"{package.folder}/{package.rule.spec}"])[0]


def _at(document: object, package: PackageFolder) -> Answer:
    from ledgergate.truth.answers import Answer

    return Answer("", "", "", document, 0, 0, package.folder)  # type: ignore[arg-type]  # a document of the package


def _vague(answer: Answer) -> Finding:
    said = " ".join(answer.text.split())[:60]
    return found(
        answer.place, f"'{answer.asked}' is answered with '{said}', which says neither yes nor no",
        "begin the answer with Yes, No or Partly", key=answer.question,
    )  # fmt: skip
