vim9script

# The help documents every command, option and function, and nothing that does not exist.

const ROOT = expand('<sfile>:p:h:h')

def g:Test_every_command_option_and_mapping_is_in_the_manual()
  var plugin = readfile(ROOT .. '/plugin/skein.vim')
  var sources = ['plugin', 'autoload', 'ftplugin']
    ->mapnew((_, folder) => glob(ROOT .. '/' .. folder .. '/**/*.vim', true, true))->flattennew()
    ->mapnew((_, file) => readfile(file))->flattennew()->join("\n")
  var names = plugin->mapnew((_, line) => line->matchstr('^command! .\{-}\zs\<Skein\a*'))
    ->filter((_, name) => name != '')->map((_, name) => ':' .. name)
  names += All(sources, '<Plug>(skein-\a\+)')
  names += All(sources, "g:, 'skein_\\w\\+\\|g:skein_\\w\\+\\|'skein_\\a\\+_system_prompt'")
    ->map((_, name) => 'g:' .. name->matchstr('skein_\w\+'))
  names += All(readfile(ROOT .. '/autoload/skein.vim')->join("\n"), 'skein#\a\+')
    ->map((_, name) => name .. '()')
  var tags = All(readfile(ROOT .. '/doc/skein.txt')->join("\n"), '\*\zs[^* \t]\+\ze\*')
  assert_true(names->len() > 30)
  assert_equal([], names->copy()->sort()->uniq()->filter((_, name) => tags->index(name) < 0))
  assert_equal([], tags->filter((_, tag) => tag =~ '^:\|^g:\|^<Plug>\|#')
    ->filter((_, tag) => names->index(tag) < 0))
enddef

# The tags are part of the checkout, so that the help works from a link to a read-only checkout:
# `vim -es -u NONE -c 'helptags contrib/vim/doc' -c quit` writes them again.
def g:Test_the_tags_are_those_of_the_manual()
  var directory = tempname()
  mkdir(directory)
  writefile(readfile(ROOT .. "/doc/skein.txt"), directory .. "/skein.txt")
  execute 'helptags' directory
  var tags = readfile(directory .. '/tags')
  assert_true(tags->len() > 40)
  assert_equal(tags, readfile(ROOT .. '/doc/tags'))
enddef

def g:Test_links_of_the_manual_lead_somewhere()
  var text = readfile(ROOT .. '/doc/skein.txt')->join("\n")
  var tags = All(text, '\*\zs[^* \t]\+\ze\*')
  var links = All(text, '|\zs[^| \t]*[Ss]kein[^| \t]*\ze|')
  assert_equal([], links->filter((_, link) => tags->index(link) < 0))
enddef

def g:Test_every_function_compiles()
  for file in ['autoload/skein', 'ftplugin']
      ->mapnew((_, folder) => glob(ROOT .. '/' .. folder .. '/*.vim', true, true))->flattennew()
    var copy = tempname() .. '.vim'
    writefile(readfile(file) + ['defcompile'], copy)
    execute 'source' copy
  endfor
enddef

def All(text: string, pattern: string): list<string>
  var found: list<string>
  text->substitute(pattern, (match) => {
    found->add(match[0])
    return ''
  }, 'g')
  return found->sort()->uniq()
enddef
