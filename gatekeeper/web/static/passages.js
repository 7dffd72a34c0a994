// Where scripts run, the pages that are ticked are written into the field of pages at once, and the other way round.
// Without it the service reads both.
const form = document.querySelector('form[data-pages]')
const field = form.elements[form.dataset.pages]
const boxes = [...form.querySelectorAll('input[name="on"]')]
const shown = new Set(boxes.map((box) => Number(box.value)))

function numbers (text) {
  const found = new Set()
  for (const part of text.replace(/[‐-―]/g, '-').split(/[,;]/)) {
    const [, first, last] = /^\s*(\d{1,4})(?:\s*-\s*(\d{1,4}))?\s*$/.exec(part) ?? []
    for (let page = Number(first); page <= Number(last ?? first); page += 1) found.add(page)
  }
  return found
}

function written (pages) {
  const runs = []
  for (const page of [...pages].sort((one, other) => one - other)) {
    const run = runs.at(-1)
    if (run && page === run[1] + 1) run[1] = page
    else runs.push([page, page])
  }
  return runs.map(([first, last]) => first === last ? `${first}` : `${first}-${last}`).join(', ')
}

function tick () {
  const pages = numbers(field.value)
  const whole = field.value.trim().toLowerCase() === 'whole'
  for (const box of boxes) box.checked = whole || pages.has(Number(box.value))
}

function write () {
  const elsewhere = [...numbers(field.value)].filter((page) => !shown.has(page))
  field.value = written([...elsewhere, ...boxes.filter((box) => box.checked).map((box) => Number(box.value))])
}

field.addEventListener('input', tick)
for (const box of boxes) box.addEventListener('change', write)
