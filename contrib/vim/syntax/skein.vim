vim9script

# Messages are Markdown. Headings are marked by text properties, so no message can look like one.

if exists('b:current_syntax')
  finish
endif

runtime! syntax/markdown.vim
syntax sync minlines=100
b:current_syntax = 'skein'
