"""A folder that is right in every way, one row or more of each kind, and what tests do with such folders."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import Engine, func, select

from gatekeeper.services.importing import ImportErrors, plan_folder
from gatekeeper.storage.base import metadata
from tests.documents.papers import paper

PDF = paper(8)
GOOD: Mapping[str, str] = {
    "council.csv": "code,name,jurisdiction,type\ncouncil,Northmere District Council,england,district\n",
    "governance.csv": "code,from_on,to_on,executive_arrangements\ng1,2020-05-01,,true\n",
    "packs.csv": "code,pack,from_on\nk1,wyremouth,2024-05-01\n",
    "closures.csv": "code,shut_on\nc1,2026-12-24\n",
    "wards.csv": "code,name\nmill,Mill Ward\n",
    "groups.csv": "code,name\nheron,The Herons\n",
    "people.csv": "code,name,email\nada,Ada Fell,\nbo,Bo Tarn,bo@northmere.example\ncy,Cy Beck,\n",
    "bodies.csv": "code,name,type\nplanning,Planning Committee,committee\nscrutiny,Scrutiny,overview_and_scrutiny\n",
    "offices.csv": "code,person,ward,kind,of_this_council,accepted_office_on\no1,ada,mill,councillor,true,2023-05-09\n",
    "suspensions.csv": "code,person,from_on,to_on\ns1,ada,2024-01-01,2024-01-31\n",
    "group_memberships.csv": "code,person,group,from_on\nm1,ada,heron,2023-05-09\n",
    "memberships.csv": "code,person,body,role,from_on,for_meetings_on\n"
    "m1,ada,planning,member,2023-05-10,\nm2,ada,scrutiny,substitute,2023-05-10,2026-11-25;2026-12-16\n",
    "cabinet.csv": "code,person,from_on,to_on\nc1,ada,2023-05-10,2024-05-10\n",
    "portfolios.csv": "code,person,subject,from_on,to_on\np1,ada,Housing,2023-05-10,2024-05-10\n",
    "political_posts.csv": "code,person,group,post,subject,from_on\nq1,ada,heron,group_leader,,2024-05-11\n",
    "assistants.csv": "code,assistant,councillor,from_on\na1,cy,ada,2024-05-11\n",
    "posts.csv": "code,kind,title,directorate\ndir,director,Director of Place,Place\n",
    "appointments.csv": "code,person,post,capacity,order_no,from_at\na1,bo,dir,,,2024-04-01T00:00:00+01:00\n",
    "absences.csv": "code,person,from_at,to_at\nx1,bo,2026-08-01T00:00:00+01:00,2026-08-15T00:00:00+01:00\n",
    "meetings.csv": "code,body,meeting_at,ended_at\nt1,planning,2026-11-25T18:30:00+00:00,\n",
    "items.csv": "code,body,meeting,title,access,fixed_by\ni1,planning,t1,The mill,public,agenda\n",
    "decisions.csv": "code,decider,type,decided_on,decision_type\nd1,Director of Place,officer,2026-10-01,executive\n",
    "documents.csv": "code,title,kind,page_count,holder_post,responsible_body,file\n"
    'mill,The mill,report,8,dir,planning,files/mill.pdf\nnote,"=HYPERLINK(""x"")",,,,,\n',
    "ties.csv": "code,person,to_person,to_document,subject,kind,from_on\nt1,bo,ada,,,family,2024-04-01\n",
    "links.csv": "code,document,item,decision\nl1,mill,i1,\nl2,note,,d1\n",
    "passages.csv": "code,document,position,pages,paragraphs_complete,contains,basis,citation\n"
    "open,mill,0,1-5,true,none,,\n"
    "shut,mill,1,6-8,true,legally_privileged;adviser_advice,enactment,Investigatory Powers Act 2016\n",
    "paragraphs.csv": 'code,passage,number,result,reasons\nz1,shut,3,maintain,"Because, ""yes"".\nAnd so."\n',
    "findings.csv": "level,subject,fact,value,by\n"
    "document,document:mill,council_document,true,director\nrequester,person:ada,person_interested_in_audit,unknown,\n",
}


def write(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write these files into a folder, over those of the same names."""
    for name, held in files.items():
        (folder / name).write_bytes(held if isinstance(held, bytes) else held.encode())


def rows_of(engine: Engine) -> dict[str, int]:
    """How many rows each table holds."""
    with engine.connect() as connection:
        tables = metadata.sorted_tables
        return {each.name: connection.execute(select(func.count()).select_from(each)).scalar_one() for each in tables}


def problems_of(engine: Engine, council: str, folder: Path) -> list[tuple[str, int | None, str | None, str]]:
    """What is wrong with a folder: file, line, column and why."""
    try:
        plan_folder(engine, council, folder)
    except ImportErrors as errors:
        return [(each.file, each.line, each.column, each.why) for each in errors.errors]
    return []
