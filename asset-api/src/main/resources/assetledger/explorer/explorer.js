// The API explorer: asks for the token once, and sends it with every request. Subscriptions come as server-sent events,
// since a browser can send a header with those.
(() => {
  "use strict";

  const API = "graphql";
  const KEPT = "asset-ledger-token";
  const EXAMPLES = ["register", "duplicates", "gaps", "money", "changes", "live"];

  const post = (token, request, accept, signal) =>
    fetch(API, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: accept, Authorization: `Bearer ${token}` },
      body: JSON.stringify(request),
      signal,
    });

  const isSubscription = (request, document) =>
    (document?.definitions ?? []).some(
      (part) =>
        part.operation === "subscription" && (!request.operationName || part.name?.value === request.operationName),
    );

  /** Each answer of a subscription, until it completes or nobody listens any more. */
  async function* events(token, request) {
    const ended = new AbortController();
    try {
      const response = await post(token, request, "text/event-stream", ended.signal);
      if (!response.ok) {
        yield await response.json();
        return;
      }
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      let pending = "";
      for (;;) {
        const { done, value } = await reader.read();
        if (done) {
          return;
        }
        const blocks = (pending + value).split("\n\n");
        pending = blocks.pop();
        for (const block of blocks) {
          const lines = block.split("\n");
          if (lines.includes("event:complete")) {
            return;
          }
          const data = lines.filter((line) => line.startsWith("data:")).map((line) => line.slice("data:".length));
          if (data.length > 0) {
            yield JSON.parse(data.join("\n"));
          }
        }
      }
    } finally {
      ended.abort();
    }
  }

  const fetcher = (token) => (request, options) =>
    isSubscription(request, options?.documentAST)
      ? events(token, request)
      : post(token, request, "application/json").then((response) => response.json());

  /** A key for an example that records something: a new one each time the page is opened. */
  const variables = (query) => (query.includes("$key") ? JSON.stringify({ key: uuid() }, null, 2) : "");

  const uuid = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  };

  const examples = () =>
    Promise.all(
      EXAMPLES.map(async (name) => {
        const query = await (await fetch(`graphiql/examples/${name}.graphql`)).text();
        return { query, variables: variables(query) };
      }),
    );

  const form = document.getElementById("sign-in");
  const explorer = document.getElementById("explorer");

  const open = async (token) => {
    const tabs = await examples();
    form.hidden = true;
    explorer.hidden = false;
    ReactDOM.createRoot(explorer).render(
      React.createElement(GraphiQL, {
        fetcher: fetcher(token),
        defaultTabs: tabs,
        defaultEditorToolsVisibility: "variables",
        isHeadersEditorEnabled: false,
      }),
    );
  };

  const signIn = async (token) => {
    const response = await post(token, { query: "{ __typename }" }, "application/json");
    if (response.status === 401) {
      sessionStorage.removeItem(KEPT);
      document.getElementById("refusal").textContent = "This token lets nobody in.";
      form.hidden = false;
      return;
    }
    sessionStorage.setItem(KEPT, token);
    await open(token);
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    signIn(document.getElementById("token").value.trim());
  });

  const kept = sessionStorage.getItem(KEPT);
  if (kept) {
    signIn(kept);
  } else {
    form.hidden = false;
    document.getElementById("token").focus();
  }
})();
