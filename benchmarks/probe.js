// Knows when what a reader looks at last changed on the screen. Runs before every script of the page.
(() => {
  const probe = (window.__probe = { painted: 0, touched: 0, start: 0 });
  const roots = [document];
  let waiting = false;

  const looksAt = (node) => {
    for (let at = node; at; at = at.parentNode ?? at.host) {
      const name = at.dataset?.testid;
      if (name === 'stSelectbox' || name === 'stStatusWidget') return false;
      if (name === 'stMain') return true;
    }
    return false;
  };
  const touch = () => {
    probe.touched = performance.now();
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      const after = new MessageChannel();
      after.port1.onmessage = () => { waiting = false; probe.painted = performance.now(); };
      after.port2.postMessage(0);
    });
  };
  const observer = new MutationObserver((records) => { if (records.some((record) => looksAt(record.target))) touch(); });
  const everything = { childList: true, subtree: true, attributes: true, characterData: true };
  observer.observe(document, everything);
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    const root = attach.call(this, options);
    roots.push(root);
    observer.observe(root, everything);
    return root;
  };
  for (const name of ['fillText', 'fillRect', 'drawImage', 'stroke']) {
    const draw = CanvasRenderingContext2D.prototype[name];
    CanvasRenderingContext2D.prototype[name] = function (...all) {
      if (this.canvas.isConnected && looksAt(this.canvas)) touch();
      return draw.apply(this, all);
    };
  }
  document.addEventListener('keydown', (event) => { if (event.key === 'Enter') probe.start = event.timeStamp; }, true);

  const find = (selector) => roots.filter((root) => root === document || root.host.isConnected)
    .flatMap((root) => [...root.querySelectorAll(selector)]);
  probe.charts = () => find('.js-plotly-plot').filter((chart) => chart.querySelector('.main-svg .plot, .main-svg .xy'))
    .map((chart) => [...chart.querySelectorAll('path, text')].map((one) => one.getAttribute('d') ?? one.textContent).join());
  probe.status = () => ({
    running: document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState !== 'notRunning',
    still: performance.now() - Math.max(probe.painted, probe.touched),
    text: document.querySelector('[data-testid="stMain"]')?.innerText.length ?? 0,
    painted: probe.painted, start: probe.start, charts: probe.charts().length,
  });
})();
