// Where somebody came from (?via=…) goes on to the next page in its address, and is
// kept nowhere. Without scripts, the form still knows it of the page just before.

const via = new URLSearchParams(location.search).get("via");
const isPage = ({ origin, pathname }) =>
  origin === location.origin && /^\/[a-z]{2}\//.test(pathname) && !pathname.endsWith("/go/");

if (via && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(via)) {
  for (const link of document.querySelectorAll("a[href]")) {
    if (!isPage(link) || link.getAttribute("href").startsWith("#")) continue;
    const address = new URL(link.href);
    address.searchParams.set("via", via);
    link.href = address;
  }
  for (const form of document.querySelectorAll("form")) {
    if (form.method !== "get" || !isPage(new URL(form.action))) continue;
    const field = Object.assign(document.createElement("input"), {
      type: "hidden", name: "via", value: via,
    });
    form.append(field);
  }
}
