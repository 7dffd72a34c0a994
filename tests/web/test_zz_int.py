from __future__ import annotations
from tests.web.visiting import HOME, Site
from tests.web.conftest import issuer, site
def test_x(site: Site) -> None:
    request, asked = site.asked("c1")
    b = site.sign_in("d1")
    page = b.get(f"{HOME}asked/{asked}/interest")
    shown = b.submit(page, words="I know her.", stand_aside="false")
    print(shown.status, shown.path, shown.heading)
    print(b.get(f"{HOME}asked/{asked}/").heading, b.get(f"{HOME}requests/{request}").heading)
    page = b.get(f"{HOME}asked/{asked}/ask-advice"); print(page.heading)
    shown = b.submit(page, words="help"); print(shown.heading)
    print(b.get(f"{HOME}asked/{asked}/").heading, b.get(f"{HOME}requests/{request}").heading)
