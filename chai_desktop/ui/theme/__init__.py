"""How everything looks: tokens, fonts, icons, style sheet. Widgets never name a colour or a pixel size."""
