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
}
