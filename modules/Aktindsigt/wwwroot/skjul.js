// Rectangles drawn on a page become lines in the field, and lines in the field become rectangles: the field is what is sent.
const felter = document.querySelector("[data-skjul-felter]") ?? document.querySelector("[name=felter]");
const flade = document.querySelector("[data-skjul]");
if (felter && flade) {
  const { fil, side } = flade.dataset;
  const tal = v => Math.round(v * 10) / 10;
  const vis = () => {
    flade.querySelectorAll(".skjulfelt").forEach(f => f.remove());
    for (const linje of felter.value.split("\n")) {
      const d = linje.trim().split(/[\s;]+/).map(t => Number(t.replace(",", ".")));
      if (d.length === 6 && !d.some(Number.isNaN) && String(d[0]) === fil && String(d[1]) === side) tegn(d[2], d[3], d[4], d[5]);
    }
  };
  const tegn = (x, y, b, h) => {
    const f = document.createElement("div");
    f.className = "skjulfelt";
    Object.assign(f.style, { left: x + "%", top: y + "%", width: b + "%", height: h + "%" });
    flade.append(f);
    return f;
  };
  let fra = null;
  let nyt = null;
  const sted = e => {
    const r = flade.getBoundingClientRect();
    return [Math.min(100, Math.max(0, (e.clientX - r.left) / r.width * 100)), Math.min(100, Math.max(0, (e.clientY - r.top) / r.height * 100))];
  };
  const maal = (a, b) => [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1])].map(tal);
  if (!felter.disabled) {
    flade.addEventListener("pointerdown", e => { fra = sted(e); flade.setPointerCapture(e.pointerId); e.preventDefault(); });
    flade.addEventListener("pointermove", e => { if (fra) { nyt?.remove(); nyt = tegn(...maal(fra, sted(e))); } });
    flade.addEventListener("pointerup", e => {
      if (!fra) return;
      const [x, y, b, h] = maal(fra, sted(e));
      [fra, nyt] = [null, (nyt?.remove(), null)];
      if (b < 0.5 || h < 0.5) return;
      felter.value = (felter.value.trimEnd() + `\n${fil} ${side} ${x} ${y} ${b} ${h}`).trim();
      felter.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }
  felter.addEventListener("input", vis);
  vis();
}
