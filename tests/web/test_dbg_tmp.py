from gatekeeper.services.cases.submit import Asking, submit
import re, pathlib
from tests.web.test_ruling import *
from tests.web.test_determining import *
from tests.web.deciding import *
OUT=pathlib.Path("/tmp/p2shots"); OUT.mkdir(exist_ok=True)
def save(site, name, shown):
    html=shown.text
    for m in set(re.findall(r'(/static/[^"]+)', html)):
        r=site.stranger().send("GET", m)
        f=OUT/m.strip("/").replace("/","_"); f.write_bytes(r.content)
        html=html.replace(m, f.name)
    (OUT/f"{name}.html").write_text(html)
def test_x(site):
    w=site.world
    asked=asked_for(w,"c2","part_exempt", purpose="The scrutiny committee looks at the sale next week.")
    d=site.sign_in("d1")
    recommends = (Recommendation(passage="part_exempt-terms", recommends="granted"),)
    w.do("mo", lambda desk: advise(desk, asked, Advising(words="Show it to her.", recommends=recommends)))
    save(site,"tasks",d.get(at(asked)))
    save(site,"find",d.get(at(asked,"find/2")))
    save(site,"passage",d.get(at(asked,"determine/2")))
    save(site,"queue",d.get(HOME+"queue"))
    save(site,"home",d.get(HOME))
    a2=asked_for(w,"c1")
    c=refuse(d,a2)
    save(site,"check",c)
    p=d.get(at(a2,"determine/1"))
    save(site,"stopped",d.submit(p,to="determine/1",grounds=[],reasons="No."))
    a3=disputed_paper(w,"c3")
    save(site,"rule",site.sign_in("mo").get(at(a3,"rule")))
    save(site,"advise",site.sign_in("mo").get(at(asked,"advise")))
    a4=appealed_paper(w,"c1")
    save(site,"heard",site.sign_in("red-leader").get(at(a4,"heard")))
    save(site,"consult",site.sign_in("chief").get(at(a4,"consult")))
    save(site,"chieftasks",site.sign_in("chief").get(at(a4)))
    save(site,"findo",d.get(at(asked,"find")))
    save(site,"whole",d.get(at(asked,"determine/whole")))
    m=w.do("c1", lambda desk: submit(desk, Asking(descriptions=("The depot paper",)))).asked[0]
    save(site,"match",site.sign_in("proper").get(at(m,"match")+"?words=paper"))
    save(site,"bundle",site.sign_in("c3").get(at(a3,"bundle")))
    save(site,"queueall",site.sign_in("mo").get(HOME+"queue?whose=all"))
    sw=site.sign_in("d1"); pp=sw.get(at(asked,"find/2")); save(site,"finderr",sw.submit(pp,to="find/2"))
