// What makes the pages more convenient where scripts run. Every page does its whole job without it.
import { initAll } from './govuk-frontend.min.js'

const AUTOSAVE_EVERY = 20_000
const DOUBLE_CLICK = 1_500
const ASK_AFTER = [1_000, 5_000]

function prepareBody () {
  document.body.classList.add('js-enabled')
  if ('noModule' in HTMLScriptElement.prototype) document.body.classList.add('govuk-frontend-supported')
}

// A form is sent once: a second press of a button within a moment is dropped, and so is a second sending.
// A page that is shown again by the back button can be sent again.
function sendOnce (form) {
  let sentAt = -Infinity
  form.addEventListener('submit', (event) => {
    const now = performance.now()
    if (now - sentAt < DOUBLE_CLICK) event.preventDefault()
    else sentAt = now
  })
  window.addEventListener('pageshow', () => { sentAt = -Infinity })
}

function typed (form) {
  const kept = new URLSearchParams()
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') kept.append(name, value)
  return kept
}

function say (element, words) {
  if (element && element.textContent !== words) element.textContent = words
}

// Text that was typed is kept by the service now and then, so that a time-out or a closed window loses nothing.
// The address comes with the form; the service checks the token in the form as with every other sending.
function keepDrafts (form) {
  const status = form.querySelector('[data-draft-status]')
  let last = typed(form).toString()
  let sending = false
  async function keep () {
    const now = typed(form)
    if (sending || now.toString() === last) return
    sending = true
    try {
      const answer = await fetch(form.dataset.draft, { method: 'POST', body: now, redirect: 'error', headers: { Accept: 'application/json' } })
      if (answer.ok) {
        last = now.toString()
        document.dispatchEvent(new Event('gk-alive'))
      }
      say(status, answer.ok ? form.dataset.draftKept : form.dataset.draftNotKept)
    } catch {
      say(status, form.dataset.draftNotKept)
    } finally {
      sending = false
    }
  }
  let timer = window.setInterval(keep, AUTOSAVE_EVERY)
  form.addEventListener('submit', () => { window.clearInterval(timer) })
  form.addEventListener('focusout', keep)
  document.addEventListener('gk-ending', keep)
  document.addEventListener('visibilitychange', () => { if (document.hidden) keep() })
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) timer = window.setInterval(keep, AUTOSAVE_EVERY)
  })
}

// The time until the sign-in ends is reckoned from when this page was shown: a computer whose date is wrong is
// warned in time all the same.
class TimeOut {
  constructor (dialog) {
    this.dialog = dialog
    this.words = dialog.querySelector('[data-time-left]')
    this.problem = dialog.querySelector('[data-time-out-problem]')
    this.idle = Number(dialog.dataset.idle) * 1000
    this.warn = Number(dialog.dataset.warn) * 1000
    this.begun = Date.now()
    this.idleFrom = this.begun
    const left = Date.parse(dialog.dataset.ends) - Date.parse(dialog.dataset.now || new Date().toISOString())
    this.absolute = Number.isFinite(left) ? this.begun + left : Infinity
    this.tabs = new BroadcastChannel('gatekeeper-seen')
    this.tabs.addEventListener('message', () => this.alive())
    this.tabs.postMessage('')
    document.addEventListener('gk-alive', () => { this.alive(); this.tabs.postMessage('') })
    dialog.querySelector('[data-stay]').addEventListener('click', () => this.stay())
    window.setInterval(() => this.look(), 1000)
    document.addEventListener('visibilitychange', () => this.look())
  }

  get ends () {
    return Math.min(this.absolute, this.idleFrom + this.idle)
  }

  look () {
    const left = this.ends - Date.now()
    if (left <= 0) window.location.assign(this.dialog.dataset.gone)
    else if (left <= this.warn && !this.dialog.open) this.open()
    if (this.dialog.open) this.tell(left)
  }

  // What is typed is kept once more while it still can be.
  open () {
    document.dispatchEvent(new Event('gk-ending'))
    this.dialog.showModal()
  }

  // The service has heard of her, from this page or from another window.
  alive () {
    this.idleFrom = Date.now()
    this.problem.hidden = true
    if (this.ends - this.idleFrom > this.warn) this.dialog.close()
  }

  // Said by the minute, and in the last minute every twenty seconds, so that a screen reader is not kept talking.
  tell (left) {
    const seconds = Math.ceil(left / 1000)
    const minutes = Math.ceil(seconds / 60)
    const { minute, minutes: several, seconds: few } = this.dialog.dataset
    if (seconds <= 60) say(this.words, few.replace('{n}', String(Math.ceil(seconds / 20) * 20)))
    else say(this.words, minutes === 1 ? minute : several.replace('{n}', String(minutes)))
  }

  // Staying calls a page that costs nothing and is no part of any record. It cannot move the latest end.
  async stay () {
    try {
      const answer = await fetch(this.dialog.dataset.stayAt, { redirect: 'error' })
      if (!answer.ok) throw new Error(String(answer.status))
      document.dispatchEvent(new Event('gk-alive'))
    } catch {
      this.problem.hidden = false
    }
  }
}

// Whoever signs out in one tab leaves no papers on the screen in another. The page that says so tells the others, which
// leave at once. The sign-in service need not lead back to that page, so the button is heard too, and what is shown
// again by Back as well: then the service is asked first. The place to which they leave is the same for all.
function leave () {
  window.location.replace('/sign-in')
}

async function leaveIfSignedOut () {
  try {
    const answer = await fetch('/sessions', { redirect: 'manual', cache: 'no-store' })
    if (answer.type === 'opaqueredirect') leave()
  } catch {
    // Whether she is signed in cannot be asked now.
  }
}

function heedSignOut (tabs) {
  tabs.addEventListener('message', (event) => {
    if (event.data === 'signed-out') leave()
    else for (const wait of ASK_AFTER) window.setTimeout(leaveIfSignedOut, wait)
  })
  window.addEventListener('pageshow', (event) => { if (event.persisted) leaveIfSignedOut() })
}

function tellSignOut () {
  const tabs = new BroadcastChannel('gatekeeper-signed-out')
  if (document.querySelector('[data-signed-out]')) tabs.postMessage('signed-out')
  if (document.querySelector('dialog[data-time-out]')) heedSignOut(tabs)
  for (const form of document.querySelectorAll('form[action="/sign-out"]')) {
    form.addEventListener('submit', () => { tabs.postMessage('signing-out') })
  }
}

// A button that prints the page does nothing without scripts, so it is hidden until they run.
function printButton (button) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}

prepareBody()
tellSignOut()
initAll()
document.querySelectorAll('form[method="post"]').forEach(sendOnce)
document.querySelectorAll('form[data-draft]').forEach(keepDrafts)
document.querySelectorAll('dialog[data-time-out]').forEach((dialog) => new TimeOut(dialog))
document.querySelectorAll('button[data-print]').forEach(printButton)
