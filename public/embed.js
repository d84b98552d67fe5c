// Within a bank's own page: tell that page when a case has ended. Ids only, and only to the origins that
// config.json names; see docs/links.md.

const END = "end:";
const HANDOVER = "handover:";

export function start(config) {
  const origins = (config?.hosting?.embed_in ?? []).filter((origin) => typeof origin === "string");
  let to = null;
  let last = null;
  const look = () => {
    const step = document.querySelector("#main article")?.dataset.step ?? "";
    if (step === last) return;
    last = step;
    if (step.startsWith(HANDOVER)) to = step.slice(HANDOVER.length);
    if (!step.startsWith(END)) return;
    const end = step.slice(END.length);
    const message = end === "handed" ? { type: "pos-doctor:handed", to } : { type: "pos-doctor:finished", end };
    for (const origin of origins) parent.postMessage(message, origin);
  };
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributeFilter: ["data-step"] });
}
