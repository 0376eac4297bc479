"""How many slides a deck may have: asked in the child, and by whoever must not load python-pptx."""

MAX_SLIDES = 1_000
NO_SLIDES = "В презентации нет слайдов. Добавьте хотя бы один и загрузите её снова."
