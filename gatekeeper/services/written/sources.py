"""The sources of law by which the rules are ordered, each with its name and what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from gatekeeper.core.rules import Rule

_ACT: Final = "Local Government Act 1972"
_REGULATIONS: Final = "The 2012 Regulations (SI 2012/2089)"


@dataclass(frozen=True, slots=True)
class Source:
    """A source of law: ``name`` is its key in addresses."""

    name: str
    title: str
    about: str


LAW: Final[Mapping[str, Source]] = {
    each.name: each
    for each in (
        Source(
            "scope", "Which councils and which requests", "Which councils and requests the law of England speaks to."
        ),
        Source("lga_1972_s100e", f"{_ACT} s.100E", "Which meetings count as the council’s. The cabinet is not one."),
        Source("lga_1972_s100a", f"{_ACT} s.100A", "Confidential information: three kinds only. A stamp is not one."),
        Source("schedule_12a", f"{_ACT} Schedule 12A", "What is exempt, today, on this request."),
        Source("lga_1972_s100b", f"{_ACT} s.100B", "Agenda and reports, open to everyone five clear days before."),
        Source("lga_1972_s100c", f"{_ACT} s.100C", "After the meeting: six years of minutes, agenda and open reports."),
        Source("lga_1972_s100d", f"{_ACT} s.100D", "The listed background papers, for four years."),
        Source("lga_1972_s100ea_s100g", f"{_ACT} ss.100EA, 100G", "Ward members’ decision records; public registers."),
        Source(
            "lga_1972_s100f", f"{_ACT} s.100F", "Any member: documents about business still to come. No reason needed."
        ),
        Source("lga_1972_s228", f"{_ACT} s.228", "The accounts, for every member; a parish council’s minutes."),
        Source(
            "si_2012_2089_reg2", f"{_REGULATIONS}, reg 2", "What a document is, and which executive business is done."
        ),
        Source("si_2012_2089_reg7", f"{_REGULATIONS}, reg 7", "Papers of public executive meetings, before them."),
        Source("si_2012_2089_reg14", f"{_REGULATIONS}, reg 14", "Records of executive decisions, open for six years."),
        Source(
            "si_2012_2089_reg15", f"{_REGULATIONS}, reg 15", "Background papers of executive reports, for four years."
        ),
        Source(
            "si_2012_2089_reg16", f"{_REGULATIONS}, reg 16", "Any member: the executive’s documents. No reason needed."
        ),
        Source("si_2012_2089_reg17", f"{_REGULATIONS}, reg 17", "Scrutiny members: copies once the business is done."),
        Source("si_2012_2089_reg20", f"{_REGULATIONS}, reg 20", "No breach of confidence is authorised here either."),
        Source("si_2014_2095", "The Openness Regulations 2014", "Officers’ decisions that are not the executive’s."),
        Source("si_2017_68_art10", "SI 2017/68 article 10", "Scrutiny members of a combined authority."),
        Source("laaa_2014", "Local Audit and Accountability Act 2014", "The accounts at audit."),
        Source("statutory_officers", "Statutory officers’ reports", "They go to every member as of right."),
        Source(
            "care_files", "Children’s, adoption, care and health files", "A person looks first: no machine opens one."
        ),
        Source("information_rights", "Freedom of information", "The way as anybody else; never a ground of refusal."),
        Source("need_to_know", "Common law: need to know", "What a councillor’s duties need. A person determines."),
        Source("exclusions", "Common law: what is left out", "What a councillor does not need. A person may depart."),
        Source("grounds", "Grounds that are none", "On what access may not be refused."),
        Source("conditions", "Conditions, advice, personal data", "Where the right is not a statute’s."),
        Source("local_release", "A council’s own rules", "They may give more than statute, within the law."),
        Source("other_nations", "Wales, Scotland, Northern Ireland", "Their law is not encoded; a person decides."),
        Source("assembly", "How the rights add up", "Each is additional; one that fails defeats no other."),
    )
}
"""The sources of the law, in the order in which they are read; the name is that of the file that holds the rules."""


def source_of(rule: Rule) -> str:
    """The name of the source under which a rule stands: of the law, or the id of the pack that it belongs to."""
    file = rule.place.partition(":")[0].rpartition("/")[2].removesuffix(".toml")
    return file if file in LAW else rule.origin
