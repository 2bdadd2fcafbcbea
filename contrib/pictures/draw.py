"""Draws a screen, as `tmux capture-pane -e -N -p` prints it, as SVG: draw.py COLUMNS "CURSOR_X CURSOR_Y".

The picture names no font that a page would have to fetch, so that it looks the same everywhere.
"""

import io
import re
import sys

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

# Colours that are legible on GitHub's light and dark pages.
THEME = TerminalTheme(
    (30, 32, 38), (222, 222, 218),
    [(40, 42, 50), (224, 108, 117), (140, 190, 120), (215, 180, 105), (104, 160, 235), (198, 130, 220),
     (95, 185, 195), (200, 200, 196)],
    [(110, 115, 128), (240, 130, 138), (165, 212, 145), (232, 203, 138), (135, 182, 250), (215, 155, 235),
     (125, 208, 216), (245, 245, 242)])
MARGIN = 9
FONTS = "ui-monospace, 'SFMono-Regular', Menlo, 'DejaVu Sans Mono', monospace"
FORMAT = """\
<svg viewBox="0 0 {width} HEIGHT" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: FONTS; font-size: {char_height}px; line-height: {line_height}px; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal"><rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" /></clipPath>
{lines}
</defs>
<rect fill="#1e2026" width="{width}" height="HEIGHT" rx="8" />
<g transform="translate({terminal_x}, MARGIN)" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
""".replace("FONTS", FONTS)


def main() -> None:
    columns = int(sys.argv[1])
    x, y = (int(number) for number in sys.argv[2].split())
    console = Console(
        record=True, width=columns, file=io.StringIO(), force_terminal=True, color_system="truecolor",
        legacy_windows=False, highlight=False)
    for number, line in enumerate(sys.stdin.read().splitlines()):
        text = Text.from_ansi(line, no_wrap=True, overflow="crop")
        text.pad_right(max(0, columns - text.cell_len))
        if number == y:
            text.stylize("reverse", x, x + 1)
        console.print(text, soft_wrap=True)
    svg = console.export_svg(theme=THEME, code_format=FORMAT, unique_id="t", title="")
    # rich leaves room for a title bar.
    height = re.search(r'<rect x="0" y="0" width="[\d.]+" height="([\d.]+)"', svg)
    assert height
    svg = svg.replace("HEIGHT", f"{float(height[1]) + 2 * MARGIN:.0f}").replace("MARGIN", str(MARGIN))
    sys.stdout.write(re.sub(r"[ \t]+$", "", svg, flags=re.MULTILINE))


main()
