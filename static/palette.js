// Every colour, by the names in charts/theme.py. Text and channels have at least 4.5:1 against the background,
// marks at least 3:1, and the large channels differ for colour-blind readers (tests/ui/test_figure_palette.py).
export const PALETTE = {
  "light": {
    "background": "#ffffff", "text": "#101418", "quiet": "#4d5760", "grid": "#e3e7eb", "axis": "#8a949e",
    "accent": "#0b4f8a", "muted": "#5f6b76", "peer": "#88929c", "median": "#3c4650", "band": "#c9d3dd", "target": "#9a3412",
    "facebook": "#2f6bd0", "instagram": "#9c1f6b", "linkedin": "#068196", "youtube": "#b3261a", "tiktok": "#5327c9",
    "x": "#7d755f", "web": "#2e8540", "snapchat": "#7a6400", "threads": "#7d4a2b", "bluesky": "#0b76b8",
    "newsroom": "#4c5d8a", "newsletter": "#a14e00"
  },
  "dark": {
    "background": "#12171d", "text": "#f4f4f4", "quiet": "#b9c2cb", "grid": "#2a323a", "axis": "#76808a",
    "accent": "#8cc4ff", "muted": "#a7b1bb", "peer": "#7d8791", "median": "#d5dbe1", "band": "#3d4a57", "target": "#ffb08a",
    "facebook": "#5b8dff", "instagram": "#e06aa0", "linkedin": "#45e0d0", "youtube": "#ff6a4d", "tiktok": "#a58ae0",
    "x": "#bca57b", "web": "#b8e974", "snapchat": "#e3cc4a", "threads": "#d9a583", "bluesky": "#5cc4ff",
    "newsroom": "#a9b9e8", "newsletter": "#ffb366"
  }
};
