/* Put an interactive board in the place of the still picture, for each live figure that comes near the window.
   If a board cannot be made, the picture stays. */

const observer = new IntersectionObserver(
  (entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      observer.unobserve(entry.target);
      upgrade(entry.target);
    }
  },
  { rootMargin: "800px" },
);

async function upgrade(figure) {
  const name = figure.dataset.liveFigure;
  const panel = document.createElement("div");
  panel.className = "live-panel";
  try {
    const { mount } = await import(`./figures/${name}.js`);
    const data = JSON.parse(figure.querySelector(".live-data").textContent);
    // Boards take their size from the page, so the panel has to be in it before they are made
    figure.prepend(panel);
    figure.dataset.live = "on";
    mount(panel, data, figure.querySelector("img").alt);
  } catch (error) {
    panel.remove();
    delete figure.dataset.live;
    console.error(`live figure ${name}:`, error);
  }
}

for (const figure of document.querySelectorAll("[data-live-figure]")) observer.observe(figure);
