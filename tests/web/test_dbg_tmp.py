import time, cProfile, pstats
from tests.web.test_determining import *
from gatekeeper.services.officers.waiting import *
def test_x(site):
    w=site.world
    for n in range(40):
        for who in ("c1","c2","c3"): asked_for(w,who)
    def go(desk):
        t=time.process_time(); r=turns(desk, STAGES, Wish(mine=True), None, 50); return time.process_time()-t, len(r.turns)
    for who in ("mo","d1","mo","d1"): print(who, w.do(who, go))
    p=cProfile.Profile(); p.enable(); w.do("mo",go); p.disable(); pstats.Stats(p).sort_stats("cumtime").print_stats(18)
