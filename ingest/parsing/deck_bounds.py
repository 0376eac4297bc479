"""How many slides a deck may have, and how large its pictures: asked in the child and outside it.

Whoever asks need not load python-pptx.
"""

MAX_SLIDES = 1_000
#: What all pictures may come to unpacked, 3 bytes a pixel, and packed. LibreOffice holds them
#: packed and for some ten seconds unpacked: of 300 with 20 megapixels and 2.7 MB, 19 GB together,
#: the slides from the 31st on stayed empty within its 3 GB. In 1920 x 1279 all 300 are drawn, 2.7
#: GB.
MAX_PICTURES = 2_500_000_000
UNPACKED = 3
NO_SLIDES = "В презентации нет слайдов. Добавьте хотя бы один и загрузите её снова."
