"""The words a case file may use where it must choose one: kinds of council, requester, document, meeting and so on."""

from __future__ import annotations

from typing import Final, Literal

Jurisdiction = Literal["england", "wales", "scotland", "northern_ireland"]
CouncilType = Literal[
    "county", "district", "london_borough", "parish", "combined_authority", "other_100j", "none_of_these"
]
RequesterKind = Literal[
    "councillor", "elected_mayor", "co_opted_member", "former_councillor", "officer", "member_of_public"
]
Role = Literal["member", "chair", "vice_chair", "co_opted", "substitute", "likely_substitute"]
Post = Literal["council_leader", "group_leader", "opposition_spokesperson"]
Capacity = Literal["council_member", "ward_casework", "party", "private"]
RequestKind = Literal["document", "factual_information", "advice", "briefing", "new_report", "attend_meeting"]
ImproperKind = Literal[
    "claim_against_the_council",
    "private_interest",
    "personal_dispute",
    "party_campaigning",
    "passing_to_third_party",
    "harassment",
]
SufficientMeans = Literal["whole_copy", "redacted_copy", "inspection", "briefing", "answer"]
GroundOffered = Literal[
    "none", "party_advantage", "embarrassment", "fear_of_leaks", "convenience", "distrust_of_requester", "another"
]
DocumentKind = Literal[
    "report",
    "background_paper",
    "agenda",
    "minutes",
    "summary_of_proceedings",
    "executive_decision_record",
    "officer_decision_record",
    "ward_member_decision_record",
    "accounts",
    "accounting_record",
    "statement_of_accounts",
    "statutory_officer_report",
    "public_register",
    "correspondence",
    "other",
]
Holder = Literal["council", "executive", "both", "contractor", "partner", "other", "nobody"]
Draft = Literal["final", "draft_only", "draft_that_was_considered"]
Copyright = Literal["council", "third_party"]
MeetingBody = Literal[
    "council",
    "committee",
    "audit_committee",
    "sub_committee",
    "overview_and_scrutiny",
    "overview_and_scrutiny_sub_committee",
    "joint_committee",
    "police_and_crime_panel",
    "licensing_act_committee",
    "area_committee",
    "all_executive_joint_committee",
    "working_group",
    "executive",
    "executive_committee",
    "authority_body",
]
Decider = Literal["individual_member", "officer", "ward_member", "authority_member"]
LinkBody = Literal[MeetingBody, Decider]
Access = Literal["public", "private"]
FixedBy = Literal["agenda", "work_programme", "summons", "proper_officer"]
DecisionType = Literal["executive", "non_executive"]
BalanceResult = Literal["maintain", "equal", "disclose"]
NegotiationState = Literal["none", "live", "agreed", "historic"]
ConfidentialBasis = Literal["none", "government_terms", "enactment", "court_order"]
Content = Literal[
    "third_party_personal_data",
    "special_category_data",
    "criminal_offence_data",
    "child_or_care_file",
    "identifiable_officer",
    "legally_privileged",
    "adviser_advice",
    "other_groups_internal_papers",
    "other_groups_officer_work",
    "group_budget_work",
    "casework_about_individual",
    "disciplinary_hearing_detail",
    "sensitive_draft",
    "constituent_correspondence",
    "environmental_information",
    "plain_facts_only",
    "commercially_confidential",
    "audit_personal_information",
]

UNKNOWN: Final = "unknown"
"""What a case file says of a thing that somebody looked at and that is not yet known."""

DECIDERS: Final = frozenset({"individual_member", "officer", "ward_member", "authority_member"})
"""Links to a decision that one person takes, without a meeting."""

EXECUTIVE_BODIES: Final = frozenset(
    {"executive", "executive_committee", "area_committee", "all_executive_joint_committee"}
)
"""Decision-making bodies in the sense of SI 2012/2089 reg 2."""

PART_VA_BODIES: Final = frozenset(
    {
        "council",
        "authority_body",
        "committee",
        "audit_committee",
        "sub_committee",
        "overview_and_scrutiny",
        "overview_and_scrutiny_sub_committee",
        "joint_committee",
        "police_and_crime_panel",
    }
)
"""Meetings that Part VA of the Local Government Act 1972 certainly covers (ss.100A, 100E, 100J)."""

UNSETTLED_BODIES: Final = frozenset({"licensing_act_committee", "area_committee", "all_executive_joint_committee"})
"""Meetings of which it is doubtful that Part VA covers them (Statement of law 1.1, R14)."""

WITHOUT_EXECUTIVE: Final = frozenset({"parish", "combined_authority", "other_100j"})
"""Kinds of council that cannot operate executive arrangements (Local Government Act 2000 Part 1A)."""
