---The virtual text beside the last answer's first line.
local LAST_NOTE = [[(function()
  local notes = {}
  local namespace = require('skein.chat.view').namespace
  for _, mark in ipairs(vim.api.nvim_buf_get_extmarks(0, namespace, 0, -1, { details = true })) do
    notes[#notes + 1] = mark[4].virt_text and mark[4].virt_text[1][1] or nil
  end
  return notes[#notes - 1] or ''
end)()]]

---The virtual lines below entries.
local FEET = [[(function()
  local feet = {}
  local namespace = require('skein.chat.view').namespace
  for _, mark in ipairs(vim.api.nvim_buf_get_extmarks(0, namespace, 0, -1, { details = true })) do
    if mark[4].virt_lines then
      feet[#feet + 1] = table.concat(vim.tbl_map(function(line) return line[1][1] end, mark[4].virt_lines), '\n')
    end
  end
  return feet
end)()]]

return {
  { ':Skein asks in a split, and the answer is streamed in', function(start)
    local nvim = start()
    nvim:ask('say hello wörld')
    expect(nvim:lines(), { '## You', '', 'say hello wörld', '', '## Assistant', '', 'hello wörld', '', '## You', '', '' })
    expect(nvim:lua('return { #vim.api.nvim_list_wins(), vim.bo.filetype, vim.bo.buftype }'), { 2, 'skein', 'nofile' })
    expect(nvim:wait('vim.b.skein_title == "say hello wörld" and vim.b.skein_title'), 'say hello wörld')
  end },

  { ':Skein goes on with the current chat, and :Skein! begins a new thread', function(start)
    local nvim = start()
    nvim:ask('say one')
    local thread = nvim:thread()
    nvim:cmd('wincmd p')
    nvim:cmd('Skein count')
    nvim:wait_for_text('## Assistant\n\n3\n')
    -- It continues the chat that was used last, even if its buffer was deleted.
    nvim:cmd('bwipeout!')
    nvim:cmd('Skein count')
    nvim:wait_for_text('## Assistant\n\n5\n')
    expect(nvim:thread(), thread)
    nvim:cmd('Skein! count')
    nvim:wait("#require('skein.turn').active() == 0 and #lines() == 11")
    expect_part(nvim:text(), '## Assistant\n\n1\n')
    -- Another Neovim has used no chat.
    local other = start()
    other:cmd('Skein count')
    other:wait_for_text('## Assistant\n\n1\n')
  end },

  { ':SkeinLast goes on with the last thread of anywhere, as skein -C does', function(start)
    local nvim = start()
    nvim:ask('say of the editor')
    expect(vim.fn.system({ 'skein', 'last', '-C' }), 'of the editor\n')
    daemon('turn/run', { input = 'say of elsewhere' })
    local other = start()
    other:cmd('SkeinLast')
    other:wait_for_text('## Assistant\n\nof elsewhere\n')
  end },

  { '<C-c> cancels, and what was said stays', function(start)
    local nvim = start()
    nvim:cmd('Skein hold')
    nvim:wait_for_text('begun')
    nvim:interrupt_until("ended('cancelled')")
    expect(nvim:lines(), { '## You', '', 'hold', '', '## Assistant', '', 'begun ', '', '## You', '', '' })
    nvim:interrupt_until("messages[1] and messages[1].text:find('Nothing runs')")
  end },

  { 'a failure says why, and gr asks again', function(start)
    local nvim = start()
    nvim:ask('fail 400', 'failed')
    expect_part(nvim:text(), '**Failed**: ')
    expect_part(nvim:text(), 'It was asked to fail with 400; not sent to the model.')
    nvim:type('gr')
    nvim:wait_for_notice('Asking again: “fail 400”.')
    nvim:wait("select(2, table.concat(lines(), '\\n'):gsub('Failed', '')) == 2")
    local turns = daemon('turn/list', { threadId = nvim:thread() }).data
    expect({ #turns, turns[1].retryOf }, { 2, turns[2].id })
  end },

  { 'a failed turn is shown when its thread is opened again', function(start)
    local nvim = start()
    nvim:ask('fail 400', 'failed')
    local other = start()
    other:cmd('edit skein://thread/' .. nvim:thread())
    other:wait_for_text('**Failed**: ')
    expect(other:lines(), nvim:lines())
  end },

  { 'reasoning stands folded beside the answer, here and where the thread is opened', function(start)
    local nvim = start()
    nvim:ask('think')
    expect_part(nvim:text(), '## Assistant\n\n> Let me see.\n\nForty-two.\n')
    local function shows_fold(one)
      one:wait("vim.fn.foldclosed(7) == 7 and vim.fn.foldclosedend(7) == 7")
      expect(one:lua('return vim.fn.foldtextresult(7)'), '▸ Reasoning · 1 line')
    end
    shows_fold(nvim)
    nvim:type('5G<Tab>')
    nvim:wait('vim.fn.foldclosed(7) == -1')
    nvim:type('7Gza')
    nvim:wait('vim.fn.foldclosed(7) == 7')
    local other = start()
    other:cmd('SkeinThreads ' .. nvim:thread())
    other:wait_for_text('Forty-two')
    shows_fold(other)
    expect(other:lines(), nvim:lines())
  end },

  { 'what a turn waits for stands beside its answer', function(start)
    local nvim = start()
    nvim:cmd('set columns=44')
    nvim:cmd('Skein fail 503 the mill is full')
    nvim:cmd('only')
    nvim:wait(LAST_NOTE .. " == 'trying again'")
    -- The reason comes first, in lines that fit, then the remaining time, which decreases.
    local first = nvim:wait(FEET .. "[1]")
    expect_part(first:gsub('\n', ' '), 'the mill is full. Trying again in ')
    local left, attempt = first:match('Trying again in (%d+) s, attempt (%d) of %d%.$')
    nvim:wait(FEET .. "[1] and not " .. FEET .. "[1]:find(..., 1, true)", ('in %s s, attempt %s'):format(left, attempt))
    for _, line in ipairs(vim.split(first, '\n')) do
      expect(vim.fn.strdisplaywidth(line) < 44, true)
    end
    nvim:cmd('set columns=100')
    nvim:cmd('SkeinCancel')
    nvim:wait_for_end('cancelled')
    nvim:cmd('Skein hold')
    nvim:wait(LAST_NOTE .. ":find('^%d+ s, <C%-c> cancels')")
    nvim:send('say second')
    nvim:wait(LAST_NOTE .. ":find('^waits for the turn before it')")
    nvim:cmd('SkeinCancel')
    nvim:wait("#require('skein.turn').active() == 0")
    nvim:wait(LAST_NOTE .. ":find('^cancelled')")
    expect_part(nvim:text(), '## You\n\nsay second\n\n## Assistant\n\n**Cancelled**; not sent to the model.\n')
  end },

  { 'a window at the end follows the answer, one that was scrolled up stays', function(start)
    local nvim = start()
    nvim:ask('code')
    for _ = 1, 4 do
      nvim:lua('vim.g.skein_turn = nil')
      nvim:send('code')
      nvim:wait_for_end()
    end
    expect(nvim:lua("return vim.fn.line('w$') == vim.fn.line('$') and vim.fn.line('w0') > 1"), true)
    nvim:cmd('split')
    nvim:type('gg')
    nvim:wait("vim.fn.line('w0') == 1 and vim.fn.line('.') == 1")
    nvim:lua("require('skein.chat').ask(require('skein.chat').of(), 'say ' .. ('long\\n'):rep(60))")
    nvim:wait("#require('skein.turn').active() == 0")
    expect(nvim:lua("return { vim.fn.line('w0'), vim.fn.line('.') }"), { 1, 1 })
    nvim:cmd('wincmd j')
    expect(nvim:lua("return vim.fn.line('w$') == vim.fn.line('$')"), true)
  end },

  { 'who reads upwards is left alone while an answer comes, also where its end is on the screen', function(start)
    local nvim = start()
    nvim:lua("require('skein').ask('say ' .. ('long\\n'):rep(60))")
    nvim:wait_for_end()
    nvim:cmd('Skein hold')
    nvim:wait_for_text('begun')
    nvim:cmd('only')
    nvim:type('H')
    nvim:wait("vim.fn.line('.') == vim.fn.line('w0') and vim.fn.line('w$') == vim.fn.line('$')")
    local place = nvim:lua("return { vim.fn.line('w0'), vim.fn.line('.') }")
    expect(place[1] > 1, true)
    nvim:lua([[
      local turn = require('skein.turn').active()[1]
      for index = 1, 60 do
        for _, listener in ipairs(turn.listeners) do
          listener.said(turn, 'text', ('line %d\n'):format(index))
        end
      end
    ]])
    nvim:wait_for_text('line 60')
    nvim:cmd('redraw')
    expect(nvim:lua("return { vim.fn.line('w0'), vim.fn.line('.') }"), place)
    nvim:cmd('SkeinCancel')
    nvim:wait_for_end('cancelled')
  end },

  { 'folds of other files hide no answer, and a heading in one swallows nothing', function(start)
    local nvim = start()
    nvim:lua([[
      vim.o.foldmethod, vim.o.foldexpr, vim.o.foldlevel = 'expr', '1', 0
      vim.api.nvim_create_autocmd('FileType', { callback = function()
        vim.opt_local.foldmethod, vim.opt_local.foldexpr, vim.opt_local.foldlevel = 'expr', '1', 0
      end })
    ]])
    nvim:cmd('runtime plugin/skein.lua')
    nvim:lua("require('skein').ask('say # Heading\\n\\nof the answer')")
    nvim:wait_for_end()
    nvim:send('say next')
    nvim:wait_for_text('## Assistant\n\nnext\n')
    local closed = [[return vim.tbl_filter(function(line)
      return vim.fn.foldclosed(line) ~= -1
    end, vim.fn.range(1, vim.fn.line('$')))]]
    expect(nvim:lua(closed), {})
    nvim:cmd('split')
    expect(nvim:lua(closed), {})
    -- Tools that ask for the parser of the buffer get none: its headings are not those of one document.
    expect(nvim:lua("return (pcall(vim.treesitter.get_parser, 0)) and vim.treesitter.get_parser(0) ~= nil"), false)
  end },

  { 'a second question waits for the first', function(start)
    local nvim = start()
    nvim:cmd('Skein hold')
    nvim:wait_for_text('begun')
    nvim:send('say second')
    nvim:wait_for_text('say second')
    nvim:lua("require('skein.turn').active()[1]:cancel()")
    nvim:wait_for_end()
    expect(nvim:lines(), {
      '## You', '', 'hold', '', '## Assistant', '', 'begun ', '',
      '## You', '', 'say second', '', '## Assistant', '', 'second', '', '## You', '', '',
    })
  end },

  { 'thirty thousand pieces on one line do not freeze the editor', function(start)
    local nvim = start()
    nvim:lua([[
      slowest, last = 0, vim.loop.hrtime()
      local timer = vim.loop.new_timer()
      timer:start(0, 5, vim.schedule_wrap(function()
        local now = vim.loop.hrtime()
        slowest, last = math.max(slowest, (now - last) / 1e6), now
      end))
    ]])
    nvim:ask('flood 30000')
    expect_part(nvim:text(), ' 29999 \n')
    local slowest = nvim:lua('return slowest')
    if slowest > 400 then
      error(('the editor did not answer for %d ms'):format(slowest))
    end
  end },

  { 'a buffer that is closed while its turn runs loses nothing', function(start)
    local nvim = start()
    nvim:cmd('Skein hold')
    nvim:wait_for_text('begun')
    local thread = nvim:thread()
    nvim:cmd('bwipeout!')
    expect(nvim:lua("return #require('skein.turn').active()"), 1)
    nvim:cmd('edit skein://thread/' .. thread)
    nvim:wait_for_text('begun')
    nvim:cmd('SkeinCancel')
    nvim:wait_for_end('cancelled')
    expect_part(nvim:text(), '## Assistant\n\nbegun \n\n## You')
  end },

  { ':edit while an answer comes goes on with it', function(start)
    local nvim = start()
    nvim:cmd('Skein flood 4000')
    nvim:wait_for_text(' 10 ')
    nvim:cmd('edit')
    nvim:wait_for_end()
    nvim:wait_for_text(' 3999 \n\n## You')
    expect(nvim:lines()[3], 'flood 4000')
    expect(#nvim:lines(), 11)
    expect_part(nvim:lines()[7], '0 1 2 3 4 ')
  end },

  { 'gy yanks the code, ]] and [[ go from message to message', function(start)
    local nvim = start()
    nvim:ask('code')
    nvim:type('gy')
    nvim:wait("vim.fn.getreg('\"') == \"print('hello')\\n\"")
    nvim:type('gg]]')
    nvim:wait("vim.fn.getline('.') == '## Assistant'")
    nvim:type('[[')
    nvim:wait("vim.fn.line('.') == 1")
  end },

  { 'User autocommands and the status line follow a turn', function(start)
    local nvim = start()
    nvim:lua([[
      seen = {}
      for _, name in ipairs { 'SkeinTurnStarted', 'SkeinTurnEnded' } do
        vim.api.nvim_create_autocmd('User', { pattern = name, callback = function()
          table.insert(seen, { name, vim.g.skein_turn.status ~= '' })
        end })
      end
    ]])
    nvim:cmd('Skein hold')
    nvim:wait_for_text('begun')
    expect_part(nvim:lua("return require('skein').statusline()"), 'skein ')
    nvim:cmd('SkeinCancel')
    nvim:wait_for_end('cancelled')
    expect(nvim:lua('return seen'), { { 'SkeinTurnStarted', true }, { 'SkeinTurnEnded', true } })
    expect(nvim:lua("return require('skein').statusline()"), '')
  end },

  { 'a name that is no thread\'s is refused', function(start)
    local nvim = start()
    nvim:cmd('edit skein://thread/nonsense')
    nvim:wait_for_notice('You have no thread with the title “nonsense”, nor one whose id begins with that')
    local thread = daemon('thread/create', { title = 'By its number' }).thread
    nvim:cmd('edit skein://thread/' .. thread.number)
    nvim:wait("vim.api.nvim_buf_get_name(0) == ...", ('skein://%d/By its number'):format(thread.number))
    expect(nvim:lua('return #vim.api.nvim_list_wins()'), 1)
  end },

  { 'a long thread shows its newest messages', function(start)
    local nvim = start()
    local thread = daemon('thread/create', { title = 'long' }).thread.id
    nvim:lua([[
      local thread = ...
      local left = 1010
      for index = 1, left do
        require('skein').call('message/append', {
          threadId = thread, role = 'user', content = 'message ' .. index,
        }, function()
          left = left - 1
        end)
      end
      vim.wait(10000, function() return left == 0 end, 5)
    ]], thread)
    nvim:cmd('SkeinThreads ' .. thread)
    nvim:wait_for_text('message 1010')
    expect(nvim:lua('return { lines()[1], lines()[5] }'), { '> Earlier messages come when you go up.', 'message 811' })
    -- Going up shows the earlier ones, and the lines on the screen stay where they are.
    nvim:type('20G')
    nvim:wait("vim.fn.line('.') == 20")
    local before = nvim:lua("return vim.fn.getline(vim.fn.line('.'))")
    nvim:type('z<CR><C-y>')
    nvim:wait_for_text('message 611')
    nvim:wait("vim.fn.getline('.') == ...", before)
    nvim:type('gg')
    nvim:wait_for_text('message 500')
  end },

  { 'a search hit far up in a long thread is opened at its message', function(start)
    local nvim = start()
    local thread = daemon('thread/create', { title = 'very long' }).thread.id
    nvim:lua([[
      local thread = ...
      local left = 1500
      for index = 1, left do
        local content = index == 40 and 'the quincunx of it' or 'message ' .. index
        require('skein').call('message/append', { threadId = thread, role = 'user', content = content }, function()
          left = left - 1
        end)
      end
      vim.wait(20000, function() return left == 0 end, 5)
    ]], thread)
    nvim:lua("wanted = 'quincunx'")
    local here = "vim.fn.getline(vim.fn.line('.') + 2) == 'the quincunx of it'"
    nvim:cmd('SkeinSearch quincunx')
    nvim:wait(here)
    expect(nvim:lua('return lines()[#lines() - 4]'), 'message 1500')
    -- Also in a chat that is on the screen already.
    nvim:cmd('bwipeout!')
    nvim:cmd('SkeinThreads ' .. thread)
    nvim:wait_for_text('message 1500')
    nvim:cmd('SkeinSearch quincunx')
    nvim:wait(here)
  end },
}
