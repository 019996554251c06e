/** Sends forms marked `data-quiet` without leaving the page. Without this script they are ordinary forms and work as such. */

async function send(form: HTMLFormElement): Promise<void> {
  const output = form.querySelector("output");
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") fields.append(name, value);
  let problem = "";
  try {
    const response = await fetch(form.action, { method: "POST", body: fields, redirect: "manual" });
    const sent = response.ok || response.type === "opaqueredirect";
    if (!sent) problem = await response.text();
  } catch {
    problem = "The server could not be reached.";
  }
  if (output) output.textContent = problem;
  if (problem !== "") return;
  for (const input of form.querySelectorAll("input:not([type=hidden], [data-keep])")) {
    if (input instanceof HTMLInputElement) input.value = "";
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !("quiet" in form.dataset)) return;
  event.preventDefault();
  void send(form);
});
