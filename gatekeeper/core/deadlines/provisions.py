"""The provisions that set a time: each with its citation, one plain sentence, and the calendars it is counted on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from gatekeeper.core.deadlines.bank_holidays import ENGLAND, NATIONS, UK_UNION, WALES, CalendarName
from gatekeeper.core.deadlines.calendars import Calendar
from gatekeeper.core.deadlines.errors import DeadlineError


@dataclass(frozen=True, slots=True)
class Provision:
    """One provision that sets a time.

    ``at_offices`` is True where the law looks at inspection at the council's offices, so that a day on which they
    are shut is no clear day (*R v Swansea CC, ex p Elitestone*): only there do a council's closure days count.
    """

    id: str
    citation: str
    sentence: str
    calendars: tuple[CalendarName, ...]
    at_offices: bool = False

    def check(self, calendar: Calendar) -> None:
        """Raise DeadlineError where this provision is not counted on that calendar."""
        if calendar.name not in self.calendars:
            wanted = " or ".join(name.written for name in self.calendars)
            raise DeadlineError(
                f"{self.citation} is counted on the calendar of {wanted}, not of {calendar.name.written}. "
                "Pass that calendar, or name the provision that governs this council."
            )


_LGA = "Local Government Act 1972"
_EXECUTIVE = "SI 2012/2089"
_COMBINED = "SI 2017/68"
_ENGLAND = (ENGLAND,)
_UNION = (UK_UNION,)

LGA_1972_S100A_6: Final = Provision(
    "lga_1972_s100a_6", f"{_LGA} s.100A(6)(a)", "The last day to give public notice of the meeting.", _ENGLAND, True
)
LGA_1972_S100B_3: Final = Provision(
    "lga_1972_s100b_3",
    f"{_LGA} s.100B(3)",
    "The last day for the agenda and open reports to be open to the public at the council's offices.",
    _ENGLAND,
    True,
)
LGA_1972_S100B_4: Final = Provision(
    "lga_1972_s100b_4",
    f"{_LGA} s.100B(4)(a)",
    "The last day for the agenda with this item to be open to the public, if the item is to be taken.",
    _ENGLAND,
    True,
)
LGA_1972_S100A_6_AA: Final = Provision(
    "lga_1972_s100a_6_aa",
    f"{_LGA} s.100A(6)(aa) (Wales)",
    "The last day to give electronic public notice of the meeting in Wales.",
    (WALES,),
)
LGA_1972_S100BA_3: Final = Provision(
    "lga_1972_s100ba_3",
    f"{_LGA} s.100BA(3) (Wales)",
    "The last day to publish the agenda and open reports electronically in Wales.",
    (WALES,),
)
LGA_1972_SCH12_4: Final = Provision(
    "lga_1972_sch12_4_1a",
    f"{_LGA} Sch 12 para 4(1A)",
    "The last day to send members the summons and agenda for the council's meeting.",
    _ENGLAND,
    True,
)
SI_2012_2089_REG5_2: Final = Provision(
    "si_2012_2089_reg5_2",
    f"{_EXECUTIVE} reg 5(2)",
    "The last day to give first notice that the executive means to meet in private.",
    _ENGLAND,
    True,
)
SI_2012_2089_REG5_4: Final = Provision(
    "si_2012_2089_reg5_4",
    f"{_EXECUTIVE} reg 5(4)",
    "The last day to give the second notice that the executive means to meet in private.",
    _ENGLAND,
    True,
)
SI_2012_2089_REG6_1: Final = Provision(
    "si_2012_2089_reg6_1",
    f"{_EXECUTIVE} reg 6(1)",
    "The last day to give notice of the executive's public meeting.",
    _ENGLAND,
    True,
)
SI_2012_2089_REG7_3: Final = Provision(
    "si_2012_2089_reg7_3",
    f"{_EXECUTIVE} reg 7(3)",
    "The last day for the agenda and reports of the executive's public meeting to be open to the public.",
    _ENGLAND,
    True,
)
SI_2012_2089_REG9_2: Final = Provision(
    "si_2012_2089_reg9_2",
    f"{_EXECUTIVE} reg 9(2)",
    "The last day to publish the document that announces the key decision.",
    _ENGLAND,
    True,
)
SI_2012_2089_REG10_1: Final = Provision(
    "si_2012_2089_reg10_1_c",
    f"{_EXECUTIVE} reg 10(1)(c)",
    "The first day on which the key decision may be made under the general exception.",
    _ENGLAND,
    True,
)
SI_2012_2089_REG16_2: Final = Provision(
    "si_2012_2089_reg16_2",
    f"{_EXECUTIVE} reg 16(2)",
    "The last day for any member to find the document of a public executive meeting available for inspection.",
    _ENGLAND,
    True,
)
SI_2012_2089_REG16_4: Final = Provision(
    "si_2012_2089_reg16_4",
    f"{_EXECUTIVE} reg 16(3)-(4)",
    "The latest time for any member to find the document of the concluded business available for inspection.",
    _ENGLAND,
)
SI_2012_2089_REG17_2: Final = Provision(
    "si_2012_2089_reg17_2",
    f"{_EXECUTIVE} reg 17(2)",
    "The last day for the executive to give the overview and scrutiny member a copy.",
    _ENGLAND,
)
SI_2012_2089_REG21_6: Final = Provision(
    "si_2012_2089_reg21_6",
    f"{_EXECUTIVE} reg 21(6)",
    "The time during which the decision record and the report considered stay open to the public.",
    _ENGLAND,
)
SI_2012_2089_REG21_7: Final = Provision(
    "si_2012_2089_reg21_7",
    f"{_EXECUTIVE} reg 21(7)",
    "The time during which the background papers of the executive decision stay open to the public.",
    _ENGLAND,
)
SI_2017_68_ART10_2: Final = Provision(
    "si_2017_68_art10_2",
    f"{_COMBINED} art 10(2)",
    "The last day for the combined authority or mayor to give the overview and scrutiny member a copy.",
    _ENGLAND,
)
SI_2017_68_ART11_3: Final = Provision(
    "si_2017_68_art11_3",
    f"{_COMBINED} art 11(3)",
    "The last day to publish the notice that announces the combined authority's key decision.",
    _ENGLAND,
    True,
)
SI_2017_68_ART12_1: Final = Provision(
    "si_2017_68_art12_1_c",
    f"{_COMBINED} art 12(1)(c)",
    "The first day on which the combined authority's key decision may be made under the general exception.",
    _ENGLAND,
    True,
)
LGA_1972_S100C_1: Final = Provision(
    "lga_1972_s100c_1",
    f"{_LGA} s.100C(1)",
    "The time during which minutes, agenda and open reports stay open to the public.",
    _ENGLAND,
)
LGA_1972_S100C_1A: Final = Provision(
    "lga_1972_s100c_1a",
    f"{_LGA} s.100C(1A) (Wales)",
    "The time during which minutes, agenda and open reports stay accessible electronically in Wales.",
    (WALES,),
)
LGA_1972_S100C_1C: Final = Provision(
    "lga_1972_s100c_1c",
    f"{_LGA} s.100C(1C) (Wales)",
    "The last day to publish the note of the meeting electronically in Wales.",
    (WALES,),
)
LGA_1972_S100D_2: Final = Provision(
    "lga_1972_s100d_2",
    f"{_LGA} s.100D(2)",
    "The time during which the listed background papers stay open to the public.",
    _ENGLAND,
)
LGA_1972_S100EA_2: Final = Provision(
    "lga_1972_s100ea_2",
    f"{_LGA} s.100EA(2)",
    "The time during which the record of a ward member's decision stays open to the public.",
    _ENGLAND,
)
SI_2009_352_REG2: Final = Provision(
    "si_2009_352_reg2_b",
    "SI 2009/352 reg 2(b)",
    "The last day for the ward member to give the council the record of the decision or action.",
    _ENGLAND,
)
SI_2014_2095_REG8_3: Final = Provision(
    "si_2014_2095_reg8_3",
    "SI 2014/2095 reg 8(3)",
    "The time during which the record of an officer's non-executive decision stays open to the public.",
    _ENGLAND,
)
SI_2014_2095_REG8_4: Final = Provision(
    "si_2014_2095_reg8_4",
    "SI 2014/2095 reg 8(4)",
    "The time during which the background papers of an officer's non-executive decision stay open to the public.",
    _ENGLAND,
)
SI_2015_234_REG14: Final = Provision(
    "si_2015_234_reg14_1",
    "SI 2015/234 reg 14(1)",
    "The time during which persons interested may inspect the accounting records and the papers behind them.",
    _ENGLAND,
)
FOIA_2000_S10_1: Final = Provision(
    "foia_2000_s10_1",
    "Freedom of Information Act 2000 s.10(1), (6)",
    "The last day to answer the request for information.",
    _UNION,
)
EIR_2004_REG5_2: Final = Provision(
    "eir_2004_reg5_2",
    "SI 2004/3391 reg 5(2)",
    "The last day to answer the request for environmental information.",
    _UNION,
)
EIR_2004_REG7_1: Final = Provision(
    "eir_2004_reg7_1",
    "SI 2004/3391 regs 5(2), 7(1)",
    "The last day to answer the complex and voluminous request for environmental information.",
    _UNION,
)
LGA_1972_S243: Final = Provision(
    "lga_1972_s243_1",
    f"{_LGA} s.243(1)",
    "The day to which the last day under the 1972 Act may move, if it falls in a break.",
    (ENGLAND, WALES),
)
PERIOD_OF_YEARS: Final = Provision(
    "period_of_years", "the provision that sets the period", "A period of years.", (*NATIONS, UK_UNION)
)
LOCAL_TARGET: Final = Provision(
    "local_target",
    "the council's own protocol (not a statutory time limit)",
    "The council's own target for its answer.",
    (*NATIONS, UK_UNION),
)
