vim9script

# Characters that a screen does not show: see contrib/hidden.

import autoload 'skein/visible.vim' as Visible

const TESTS = expand('<sfile>:p:h')
const HIDDEN = TESTS->fnamemodify(':h:h') .. '/hidden'
const TEXT = system(HIDDEN .. ' text')
const CODES = systemlist(HIDDEN .. ' codes')->map((_, digits) => str2nr(digits, 16))

# The hidden characters that titles may contain (no control characters), in pieces that fit.
def Titles(): list<string>
  var pieces = CODES->copy()->filter((_, code) => code >= 0xA0)
    ->mapnew((_, code) => 'a' .. nr2char(code) .. 'b')
  return range(0, pieces->len() - 1, 16)->mapnew((_, first) =>
    pieces[first : first + 15]->join(''))
enddef

const TITLES = Titles()

# Every byte that a Vim in its own terminal writes while it runs this script.
def Drawn(script: list<string>): string
  var file = tempname()
  writefile([
    'set encoding=utf-8 nomore noswapfile',
    'execute "set runtimepath^=" .. fnameescape("' .. TESTS->fnamemodify(':h') .. '")',
    'filetype plugin on',
    'syntax on',
    'runtime plugin/skein.vim',
    'let text = system("' .. HIDDEN .. ' text")',
    'func Wait(pattern)',
    '  for i in range(1000)',
    '    if getline(1, "$")->join("\n") =~ a:pattern | return | endif',
    '    sleep 10m',
    '  endfor',
    'endfunc',
  ] + script + ['redraw!', 'call timer_start(300, {-> execute("%bwipeout! | qall!")})'], file)
  var written: list<string>
  var is_closed = false
  job_start(['sh', '-c', 'stty columns 200 rows 60; exec vim -N -u NONE -i NONE -n -S ' .. file], {
    pty: 1, in_mode: 'raw', out_mode: 'raw', env: {TERM: 'xterm', LC_ALL: 'C.UTF-8'},
    out_cb: (_, bytes) => {
      written->add(bytes)
    },
    close_cb: (_) => {
      is_closed = true
    },
  })
  g:WaitFor(() => is_closed, 'a Vim to end', 20)
  return written->join('')
enddef

def AssertNothingHidden(script: list<string>, marker = 'a�')
  var all = Drawn(script)
  var shown = CODES->copy()->filter((_, code) =>
    # Vim itself uses these control characters to control the terminal.
    stridx(all, code < 0x20 ? 'a' .. nr2char(code) .. 'b' : nr2char(code)) >= 0)
  assert_equal([], shown->map((_, code) => printf('U+%04X', code)))
  assert_true(stridx(all, marker) >= 0, 'it does not show ' .. marker)
enddef

def g:Test_what_is_hidden_gives_way_and_joiners_stay_where_they_join()
  var text = Visible.Text(TEXT)
  for code in CODES
    assert_equal(-1, stridx(text, 'a' .. nr2char(code) .. 'b'), printf('U+%04X', code))
  endfor
  assert_equal(CODES->len(), text->split('a�b', true)->len() - 1)
  assert_true(stridx(text, "👩\u200d💻") >= 0)
  assert_true(stridx(text, "می\u200cخواهم") >= 0)
  assert_equal([-1, -1], [stridx(text, " \u200c "), stridx(text, " \u200d ")])
  var plain = "Ünïcode 日本語\twith\ntabs, é, 🧶, עברית and “Привет” – e\u0301"
  assert_equal([plain, plain], [Visible.Text(plain), Visible.InBuffer(plain)])
enddef

def g:Test_a_chat_shows_questions_answers_and_the_title()
  AssertNothingHidden(['execute "Skein say " .. text', 'call Wait("Assistant · .*tokens")',
    'call Wait("a\u202eb")', 'call cursor(1, 1)'], '<202e>')
enddef

def g:Test_why_a_turn_has_failed_is_shown()
  AssertNothingHidden(["execute \"Skein fail 400 one\\u202etwo\\u2028three\"",
    'call Wait("asks again")', 'call cursor(1, 1)'], 'two�')
  AssertNothingHidden(['set cmdheight=5', "call setline(1, 'x')",
    "execute \"SkeinAppend fail 400 one\\u202etwo\\u2028three\"",
    'while execute("messages") !~ "three" | sleep 10m | endwhile', 'messages'], 'one�')
enddef

def g:Test_lists_completion_and_search_show_titles()
  for title in TITLES
    var id = skein#call('thread/create', {title: title}).thread.id
    skein#call('message/append', {threadId: id, role: 'user', content: 'needle ' .. TEXT})
    skein#call('task/create', {title: title, description: TEXT})
  endfor
  AssertNothingHidden(['SkeinThreads', 'call Wait("a�b")', 'only'])
  AssertNothingHidden(['SkeinTasks', 'call Wait("a�b")', 'only'])
  AssertNothingHidden(['SkeinSearch needle', 'call Wait("say .*needle\\|a.b.*needle a")', 'only'])
  AssertNothingHidden(['call feedkeys(":SkeinOpen a\<Tab>\<Tab>\<Tab>\<Tab>", "t")'])
  assert_equal([], getcompletion('SkeinOpen ', 'cmdline')
    ->filter((_, title) => Visible.Text(title) !=# title))
enddef

def g:Test_a_preview_shows_what_is_being_written()
  AssertNothingHidden([
    "call setline(1, 'x')",
    'import autoload "skein/edit.vim"',
    'import autoload "skein/followed.vim"',
    'import autoload "skein/selection.vim"',
    "call s:edit.Ask('append', s:selection.Of(1, 1, 1), 'hold')",
    'while empty(s:followed.Running()) || s:followed.Running()[0].text == "" | sleep 10m | endwhile',
    'let s:running = s:followed.Running()[0]',
    # Its text is drawn again each second.
    'let s:words = split(text, " ")',
    'let s:running.text = join(map(range(0, 4), {_, n -> join(s:words[n * 45 : n * 45 + 44])}), "\n")',
    'sleep 1200m'])
enddef

def g:Test_a_proposal_shows_what_it_would_write()
  AssertNothingHidden([
    "call setline(1, 'x')",
    'import autoload "skein/proposals.vim"',
    # The model answers with the system prompt.
    'let g:skein_rewrite_system_prompt = text',
    '1SkeinRewrite system',
    'while !empty(s:proposals.Awaited(1)) | sleep 10m | endwhile',
    'redraw'])
enddef

def g:Test_a_title_that_is_completed_opens_its_thread()
  var id = skein#call('thread/create', {title: "Not\u202ehing"}).thread.id
  assert_equal(['Not�hing'], getcompletion('SkeinOpen Not', 'cmdline'))
  SkeinOpen Not�hing
  assert_equal(id, b:skein_thread)
  g:WaitFor(() => get(b:, 'skein_title', '') == 'Not�hing', 'the title')
enddef

def g:Test_what_is_asked_again_is_what_was_asked()
  execute "Skein say one\u202etwo\u2028three"
  g:WaitForLine('tokens')
  SkeinRetry
  g:WaitFor(() => skein#call('turn/list', {threadId: b:skein_thread}).data
    ->filter((_, turn) => turn.status == 'completed')->len() == 2, 'the other answer')
  for message in skein#call('message/list', {threadId: b:skein_thread}).data
    assert_match("one\u202etwo\u2028three", message.content)
  endfor
enddef
