// Who has had a thread before their eyes for some seconds is counted as a reader, by a
// number alone: no cookie, nothing kept here. Coming back or loading it again counts once.

const SECONDS = 5;
const { dataset } = document.querySelector("[data-readers]");
const [arrival] = performance.getEntriesByType("navigation");

let waiting;
const wait = () => {
  clearTimeout(waiting);
  if (document.visibilityState !== "visible") return;
  waiting = setTimeout(() => {
    document.removeEventListener("visibilitychange", wait);
    navigator.sendBeacon(dataset.readers);
  }, SECONDS * 1000);
};

if (arrival?.type === "navigate" && !navigator.webdriver) {
  document.addEventListener("visibilitychange", wait);
  wait();
}
