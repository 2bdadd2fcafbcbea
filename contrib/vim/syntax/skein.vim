vim9script

# Messages are Markdown. Headings are marked by text properties, so no message can look like one.
#
# Each message is a region that ends at the next heading, whatever it leaves open: a fence, a comment
# of HTML. Fences get the syntax of their language when such a block is shown: see fence.vim.

if exists('b:current_syntax')
  finish
endif

runtime! syntax/markdown.vim
# Markdown brings other languages, whose items also match in code of languages that allow any item
# within theirs, such as Python, where `.reader` would be an error of XML.
for language in ['css', 'dtd', 'javaScript', 'xml', 'yaml']
  for group in getcompletion(language, 'highlight')
    execute 'silent! syntax clear' group
  endfor
endfor
syntax region skeinMessage start=/^── \%(You\|Assistant\|Reasoning\|System\|Not answered\|Partial answer\|Deleted\|Earlier\|Ask\)\>.*$/ end=/^\ze── \%(You\|Assistant\|Reasoning\|System\|Not answered\|Partial answer\|Deleted\|Earlier\|Ask\)\>/ keepend contains=TOP,skeinMessage
syntax sync clear
syntax sync match skeinSync grouphere skeinMessage /^── \%(You\|Assistant\|Reasoning\|System\|Not answered\|Partial answer\|Deleted\|Earlier\|Ask\)\>/
syntax sync minlines=200
b:current_syntax = 'skein'
