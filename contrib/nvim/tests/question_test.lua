---Types a question and waits for the end of its turn.
local function ask(nvim, question, status)
  nvim:lua('vim.g.skein_turn = nil')
  nvim:type('Gi' .. question .. '<C-s>')
  nvim:wait_for_end(status)
end

local function turns(thread)
  return daemon('turn/list', { threadId = thread, includeTexts = true }).data
end

local HINT = 'gr asks again, :SkeinUndo takes it back'

---The lines below which there is a hint on asking again.
local HINTED = [[(function(hint)
  local hinted = {}
  local namespace = require('skein.chat.view').namespace
  for _, mark in ipairs(vim.api.nvim_buf_get_extmarks(0, namespace, 0, -1, { details = true })) do
    local below = mark[4].virt_lines
    if below and below[1][1][1] == hint then
      hinted[#hinted + 1] = lines()[mark[2] + 1]
    end
  end
  return hinted
end)(...)]]

return {
  { 'a question without an answer stands where it was asked, also after what is said later', function(start)
    local nvim = start()
    nvim:ask('say one')
    ask(nvim, 'fail 400 sold out', 'failed')
    expect(nvim:lua('return ' .. HINTED, HINT), {
      '**Failed**: scripted: POST /v1/chat/completions answered 400: sold out; not sent to the model.',
    })
    ask(nvim, 'count')
    -- The model received three messages, not including the question that failed.
    local expected = {
      '## You', '', 'say one', '', '## Assistant', '', 'one', '',
      '## You', '', 'fail 400 sold out', '', '## Assistant', '',
      '**Failed**: scripted: POST /v1/chat/completions answered 400: sold out; not sent to the model.', '',
      '## You', '', 'count', '', '## Assistant', '', '3', '', '## You', '', '',
    }
    expect(nvim:lines(), expected)
    -- It is no longer the last question, to which gr applies.
    expect(nvim:lua('return ' .. HINTED, HINT), {})
    local other = start()
    other:cmd('SkeinThreads ' .. nvim:thread())
    other:wait_for_text('count')
    expect(other:lines(), expected)
  end },

  { 'words that were kept of an answer that failed are shown, here and when it is opened again', function(start)
    local nvim = start()
    nvim:ask('drop half an answer', 'failed')
    expect_part(nvim:text(), '## Assistant\n\nhalf an answer\n\n**Failed**: ')
    expect_part(nvim:text(), '; not sent to the model.')
    local other = start()
    other:cmd('SkeinThreads ' .. nvim:thread())
    other:wait_for_text('half an answer')
    expect(other:lines(), nvim:lines())
  end },

  { 'a question that is withdrawn elsewhere leaves the chat', function(start)
    local nvim = start()
    nvim:ask('say one')
    ask(nvim, 'fail 400', 'failed')
    daemon('turn/withdraw', { turnId = turns(nvim:thread())[1].id })
    nvim:wait("not table.concat(lines(), '\\n'):find('fail 400', 1, true)")
    expect(#nvim:lines(), 11)
  end },

  { 'search finds a question without an answer, and opens there', function(start)
    local nvim = start()
    nvim:ask('say one')
    ask(nvim, 'fail 400 haberdashery', 'failed')
    ask(nvim, 'say two')
    local number = nvim:lua("return require('skein.chat').of().thread.number")
    local other = start()
    other:lua("wanted = 'unanswered: fail 400 [[haberdashery]]'")
    other:cmd('SkeinSearch haberdashery')
    other:wait_for_text('haberdashery')
    expect(vim.startswith(other:lua('return choices[1][1]'), number .. '  say one: unanswered: '), true)
    other:wait("vim.fn.getline(vim.fn.line('.') + 2) == 'fail 400 haberdashery'")
  end },

  { 'an answer that was cut off says so, here and when it is opened again', function(start)
    local nvim = start()
    nvim:ask('cut the beginning')
    local shown = [[(function()
      local found = { '', '' }
      for _, mark in ipairs(vim.api.nvim_buf_get_extmarks(0, require('skein.chat.view').namespace, 0, -1, { details = true })) do
        local note, foot = mark[4].virt_text, mark[4].virt_lines
        found[1] = note and note[1][1]:find('cut off') and note[1][1]:gsub(' · .*', '') or found[1]
        found[2] = foot and table.concat(vim.tbl_map(function(line) return line[1][1] end, foot), ' ') or found[2]
      end
      return found[2] ~= '' and found
    end)()]]
    local expected = { 'cut off at its length limit', 'The answer was cut off: it reached its length limit.' }
    expect(nvim:wait(shown), expected)
    local other = start()
    other:cmd('SkeinThreads ' .. nvim:thread())
    expect(other:wait(shown), expected)
  end },

  { ':SkeinUndo takes the last question back into the prompt, and says which it was', function(start)
    local nvim = start()
    nvim:ask('say one')
    ask(nvim, 'say two')
    nvim:cmd('SkeinUndo')
    nvim:wait("lines()[#lines()] == 'say two'")
    expect(nvim:lines(), { '## You', '', 'say one', '', '## Assistant', '', 'one', '', '## You', '', 'say two' })
    local version = daemon('thread/list', { copiesOf = nvim:thread() }).data[1]
    nvim:wait_for_notice(('Taken back: “say two”. Version %d has it.'):format(version.number))
    nvim:type('A three<C-s>')
    nvim:wait_for_text('## Assistant\n\ntwo three\n')
  end },

  { ':SkeinUndo of a question that failed takes that one, and no answer', function(start)
    local nvim = start()
    nvim:ask('say one')
    ask(nvim, 'fail 400 ' .. ('long '):rep(30), 'failed')
    nvim:cmd('SkeinUndo')
    nvim:wait("vim.startswith(lines()[#lines()], 'fail 400 long')")
    expect_part(nvim:text(), '## Assistant\n\none\n\n## You\n\nfail 400 long long')
    -- The stored text, on one line and cut at its end.
    nvim:wait_for_notice('Taken back: “fail 400 long long')
    local said = nvim:lua('return messages[#messages].text')
    expect_part(said, '…”, which had no answer.')
    expect(vim.fn.strdisplaywidth(said) < 100, true)
    expect(#daemon('thread/list', { copiesOf = nvim:thread() }).data, 0)
  end },

  { 'what is asked again replaces its answer in its place, and the old one can be seen', function(start)
    local nvim = start()
    nvim:ask('options')
    expect_part(nvim:text(), '"model": "scripted"')
    nvim:lua('vim.g.skein_turn = nil')
    nvim:cmd('SkeinRetry scripted-2')
    nvim:wait_for_notice('Asking again: “options”.')
    nvim:wait_for_end()
    expect_part(nvim:text(), '"model": "scripted-2"')
    expect({ #nvim:lines(), nvim:lines()[3] }, { 11, 'options' })
    nvim:cmd('SkeinVariants')
    nvim:wait_for_text('"model": "scripted"')
    expect(nvim:lua('return { vim.bo.filetype, vim.wo.diff, #vim.api.nvim_tabpage_list_wins(0), vim.b.skein_title }'),
      { 'skein', true, 2, 'A variant' })
    nvim:cmd('wincmd h')
    expect_part(nvim:text(), '"model": "scripted-2"')
    nvim:type('q')
    nvim:wait('#vim.api.nvim_list_tabpages() == 1')
  end },

  { 'a try to ask an answered question again that fails leaves the old answer', function(start)
    local nvim = start()
    nvim:cmd('Skein hold')
    nvim:wait_for_text('begun')
    nvim:interrupt_until("ended('cancelled')")
    local before = nvim:lines()
    nvim:lua('messages = {}')
    nvim:type('gr')
    nvim:wait("(require('skein.turn').active()[1] or {}).text == 'begun '")
    -- Meanwhile the question is shown only once.
    expect(select(2, nvim:text():gsub('\nhold\n', '')), 1)
    -- When a second daemon ends too, the turn has failed.
    local pid = nvim:lua("return require('skein').call('server/info').pid")
    vim.loop.kill(pid, 'sigkill')
    nvim:wait_for_notice('The earlier answer stays.')
    expect(nvim:lines(), before)
  end },

  { 'a retry in another client is shown in the place of the answer', function(start)
    local nvim = start()
    nvim:cmd('Skein hold')
    nvim:wait_for_text('begun')
    nvim:interrupt_until("ended('cancelled')")
    local before = nvim:lines()
    local answered = turns(nvim:thread())[1]
    local other = start()
    other:lua("require('skein').call('turn/retry', { turnId = ... }, function() end)", answered.id)
    nvim:wait("#require('skein.turn').active() == 1")
    nvim:wait("select(2, table.concat(lines(), '\\n'):gsub('\\nhold\\n', '')) == 1")
    nvim:cmd('SkeinCancel')
    nvim:wait("#require('skein.turn').active() == 0")
    nvim:wait('vim.deep_equal(lines(), ...)', before)
  end },

  { 'a question that was imported is asked again in its own place', function(start)
    local nvim = start()
    local thread = daemon('thread/create', { title = 'Imported' }).thread.id
    daemon('message/append', { threadId = thread, role = 'user', content = 'say anew' })
    daemon('message/append', { threadId = thread, role = 'assistant', content = 'of old' })
    nvim:cmd('SkeinThreads ' .. thread)
    nvim:wait_for_text('of old')
    nvim:cmd('SkeinRetry')
    nvim:wait_for_text('## Assistant\n\nanew\n')
    expect(#nvim:lines(), 11)
  end },

  { 'while a turn runs nothing is taken back or asked again', function(start)
    local nvim = start()
    nvim:cmd('Skein')
    nvim:cmd('SkeinUndo')
    nvim:wait_for_notice('Nothing has been asked in this thread.')
    nvim:type('ihold<C-s>')
    nvim:wait_for_text('begun')
    nvim:cmd('SkeinUndo')
    nvim:wait_for_notice('Wait for the turn that runs, or :SkeinCancel.')
    nvim:cmd('SkeinCancel')
    nvim:wait_for_end('cancelled')
  end },

  { 'line ends of a model from elsewhere leave no mark', function(start)
    local nvim = start()
    nvim:lua("require('skein').ask('say one\\r\\ntwo\\r\\nthree')")
    nvim:wait_for_end()
    expect(nvim:lines(), {
      '## You', '', 'say one', 'two', 'three', '', '## Assistant', '', 'one', 'two', 'three', '', '## You', '', '',
    })
    -- Also when the two bytes of a character arrive separately.
    local seen = nvim:lua([[
      local growth, chat = require('skein.chat.growth'), require('skein.chat').of()
      local entry = growth.begin(chat, { id = 'x' }, 'q')
      for _, piece in ipairs { 'a\r', '\nb', '\r', '\nc' } do
        growth.append(chat, entry, piece)
      end
      return vim.list_slice(lines(), 19, 21)
    ]])
    expect(seen, { 'a', 'b', 'c' })
  end },
}
