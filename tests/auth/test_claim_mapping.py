"""Tests that groups, roles and the person are read from the places that the settings name, and from nowhere else."""

from __future__ import annotations

import pytest

from gatekeeper.auth import ClaimMapping, ClaimPath, IssuerSettingsError, Reason
from tests.auth.world import World

SETTINGS: dict[str, object] = {
    "person": "https://council.example/staff_number",
    "groups": ["https://council.example/groups", "groups"],
    "roles": ["realm_access.roles", ["resource_access", "gate.keeper", "roles"]],
    "role_names": {"gk-director": "director", "gk-mo": "monitoring_officer"},
}
STAFF = {"https://council.example/staff_number": "S-100"}


def test_nested_and_namespaced_claims_are_found(world: World) -> None:
    world.use(claims=ClaimMapping.parse(SETTINGS))
    found = world.read(
        **STAFF,
        **{"https://council.example/groups": ["Planning", "Länder"], "groups": ["Planning", "Housing"]},
        realm_access={"roles": ["gk-director", "offline_access"]},
        resource_access={"gate.keeper": {"roles": ["gk-mo"]}, "other": {"roles": ["gk-chief"]}},
    )
    assert (found.person, found.subject) == ("S-100", "councillor-17")
    assert found.groups == {"Planning", "Länder", "Housing"}
    assert found.roles == {"director", "monitoring_officer"}


def test_without_settings_no_group_and_no_role_is_read(world: World) -> None:
    found = world.read(groups=["Planning"], roles=["director"], realm_access={"roles": ["director"]})
    assert (found.groups, found.roles, found.person) == (frozenset(), frozenset(), "councillor-17")


@pytest.mark.parametrize(
    "changes",
    [
        {"roles": ["gk-director"]},
        {"role": "gk-director"},
        {"authorities": ["gk-director"]},
        {"realm_access.roles": ["gk-director"]},
        {"resource_access": {"gate": {"keeper": {"roles": ["gk-director"]}}}},
        {"Realm_Access": {"roles": ["gk-director"]}},
        {"realm_access": {"roles": ["director", "GK-DIRECTOR", "gk-director ", " gk-director", "gk_director"]}},
        {"realm_access": {"roles": ["gk-dіrector", "gk-director\u200b", "gk-director\0", "ｇｋ-director"]}},
        {"realm_access": {"Roles": ["gk-director"]}},
        {"realm_access": None},
        {"realm_access": {"roles": None}},
    ],
    ids=ascii,
)
def test_r063_a_role_from_another_place_or_of_a_similar_name_is_none(world: World, changes: dict[str, object]) -> None:
    world.use(claims=ClaimMapping.parse(SETTINGS))
    assert world.read(**STAFF, **changes).roles == frozenset()


@pytest.mark.parametrize(
    "changes",
    [
        {"realm_access": ["roles"]},
        {"realm_access": "roles"},
        {"realm_access": {"roles": "gk-director"}},
        {"realm_access": {"roles": {"gk-director": True}}},
        {"realm_access": {"roles": ["gk-director", 1]}},
        {"realm_access": {"roles": [["gk-director"]]}},
        {"groups": True},
        {"groups": ["g"] * 501},
        {"https://council.example/staff_number": 100},
        {"https://council.example/staff_number": ""},
        {"https://council.example/staff_number": ["S-100"]},
    ],
    ids=lambda changes: ascii(changes)[:60],
)
def test_a_mapped_claim_of_another_shape_refuses_the_token(world: World, changes: dict[str, object]) -> None:
    world.use(claims=ClaimMapping.parse(SETTINGS))
    assert world.refuses(world.token(**(STAFF | changes))) is Reason.CLAIMS


def test_a_person_without_the_claim_that_names_her_is_refused_and_a_program_needs_none(world: World) -> None:
    world.use(claims=ClaimMapping.parse(SETTINGS), programs=frozenset({"importer"}))
    assert world.refuses(world.token()) is Reason.CLAIMS
    assert world.read(client_id="importer", sub="importer").person is None


@pytest.mark.parametrize(
    "data",
    [
        {"role": ["roles"]},
        {"groups": "groups"},
        {"groups": [1]},
        {"groups": [""]},
        {"groups": ["a..b"]},
        {"groups": [[]]},
        {"groups": [["a", 1]]},
        {"roles": {"a": "b"}},
        {"role_names": ["director"]},
        {"role_names": {"a": 1}},
        {"person": None},
        {"person": "email"},
        {"person": "preferred_username"},
        {"person": ["profile", "upn"]},
    ],
    ids=str,
)
def test_a_mapping_that_cannot_be_meant_is_refused_with_what_to_do(data: dict[str, object]) -> None:
    with pytest.raises(IssuerSettingsError) as refused:
        ClaimMapping.parse(data)
    assert [problem.endswith(".") for problem in refused.value.problems] == [True]


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("groups", ("groups",)),
        ("realm_access.roles", ("realm_access", "roles")),
        ("https://council.example/groups", ("https://council.example/groups",)),
        ("urn:council.example:groups", ("urn:council.example:groups",)),
        (["https://council.example/access", "a.b"], ("https://council.example/access", "a.b")),
    ],
)
def test_a_way_to_a_claim_is_read(said: object, names: tuple[str, ...]) -> None:
    assert ClaimPath.parse(said).names == names
