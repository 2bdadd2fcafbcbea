local child = require('child')
local terminals = require('terminal')

---Runs a function in a Neovim on a terminal of 44 columns.
local function on_narrow_terminal(act)
  local nvim = terminals.start(44)
  local ok, err = pcall(act, nvim)
  nvim:stop()
  if not ok then
    error(err, 0)
  end
end

---The text of the floating window in the corner; '' if there is none.
local CARD = [[(function()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative == 'editor' then
      return table.concat(lines(vim.api.nvim_win_get_buf(window)), ' ')
    end
  end
  return ''
end)()]]

---The last rows of the screen.
local ROWS = [[(function(count)
  local rows = {}
  for row = vim.o.lines - count + 1, vim.o.lines do
    local cells = ''
    for column = 1, vim.o.columns do
      cells = cells .. vim.fn.screenstring(row, column)
    end
    rows[#rows + 1] = vim.trim(cells)
  end
  return table.concat(rows, '|')
end)(3)]]

local REASON = 'the mill is full and stays so until the evening, they say'

return {
  { 'a notice that is longer than the line stays until it was read, and waits for no key', function()
    on_narrow_terminal(function(nvim)
      nvim:cmd('SkeinAppend fail 400 ' .. REASON)
      nvim:wait(CARD .. ":find(..., 1, true)", REASON)
      expect(nvim:lua('return vim.api.nvim_get_mode()'), { mode = 'n', blocking = false })
      expect_part(nvim:lua("return vim.fn.execute('messages')"), REASON)
      -- A user who continues to type has not read it.
      nvim:type('itext<Esc>')
      nvim:wait("lines()[1] == 'text'")
      expect_part(nvim:lua('return ' .. CARD), REASON)
      -- After there was time to read it, a move of the cursor closes it.
      nvim:lua("require('skein.card').READING_MS = 0")
      nvim:lua("require('skein.card').show('more', vim.log.levels.INFO)")
      expect_part(nvim:lua('return ' .. CARD), 'more')
      nvim:type('0ll')
      nvim:wait(CARD .. " == ''")
    end)
  end },

  { 'nothing is drawn over a question, and a notice that comes meanwhile is shown after it', function()
    on_narrow_terminal(function(nvim)
      nvim:cmd('1SkeinRewrite hold')
      nvim:wait("(require('skein.turn').active()[1] or {}).text == 'begun '")
      nvim:lua([[
        ticks = 0
        local listener = { ticked = function() ticks = ticks + 1 end }
        require('skein.turn').follow(require('skein.turn').active()[1].id, listener)
      ]])
      nvim:type(":echo 'first' | echo 'second' | call input('Which? ')<CR>")
      nvim:wait(ROWS .. " == 'first|second|Which?'")
      nvim:wait('ticks > 1')
      expect(nvim:lua('return ' .. ROWS), 'first|second|Which?')
      nvim:lua("require('skein.turn').active()[1]:cancel()")
      nvim:wait("ended('cancelled')")
      expect(nvim:lua('return ' .. ROWS), 'first|second|Which?')
      nvim:type('<CR>')
      nvim:wait(CARD .. ":find('skein: Cancelled; the text is unchanged.', 1, true)")
    end)
  end },

  { 'leaving a choice with <C-c> chooses nothing, and no error is shown', function()
    on_narrow_terminal(function(nvim)
      nvim:lua([[
        vim.schedule(function()
          require('skein.pick').one({ 'first', 'second' }, { prompt = 'Choose' }, function() end)
        end)
      ]])
      expect(vim.wait(child.LIMIT_MS, function()
        return table.concat(nvim.written):find('Type number', 1, true) ~= nil
      end, 20), true)
      -- At a prompt Neovim answers only calls like nvim_get_mode, and may ignore a key that comes early.
      -- A second <C-c> after the prompt would interrupt what is typed next.
      expect(vim.wait(child.LIMIT_MS, function()
        nvim:type('<C-c>')
        return vim.wait(1000, function()
          return not vim.fn.rpcrequest(nvim.job, 'nvim_get_mode').blocking
        end, 20)
      end, 20), true)
      nvim:type(':SkeinAsk<CR>')
      nvim:wait("vim.api.nvim_get_mode().mode == 'c'")
      nvim:type('<C-c>')
      nvim:wait("vim.api.nvim_get_mode().mode == 'n'")
      expect(nvim:lua('return ' .. CARD), '')
      expect(nvim:lua("return vim.fn.execute('messages')"):find('Keyboard interrupt', 1, true), nil)
    end)
  end },

  { 'a short notice stands on the command line', function()
    on_narrow_terminal(function(nvim)
      nvim:cmd('SkeinOpen')
      nvim:cmd('SkeinCancel')
      vim.wait(5000, function()
        return nvim:lua("return vim.fn.execute('messages')"):find('Nothing runs.', 1, true) ~= nil
      end, 20)
      expect_part(nvim:lua("return vim.fn.execute('messages')"), 'skein: Nothing runs.')
    end)
  end },

  { 'which question is meant is said on one line, cut at its end', function()
    on_narrow_terminal(function(nvim)
      nvim:ask('say a question of many words that no line has room for')
      nvim:cmd('SkeinRetry')
      nvim:wait("vim.fn.execute('messages'):find('Asking again: “', 1, true)")
      local said = nvim:lua("return vim.fn.execute('messages')"):match('skein: Asking again[^\n]*')
      expect(said:match('…”%.$'), '…”.')
      expect(nvim:lua('return ' .. CARD), '')
      expect(nvim:lua('return vim.api.nvim_get_mode().blocking'), false)
    end)
  end },

  { "a title that has no room in the status line is cut at its end", function(start)
    local nvim = start()
    local title = 'A title of which nobody in a narrow window can read the end'
    local thread = daemon('thread/create', { title = title }).thread
    nvim:cmd('set columns=44')
    nvim:cmd('SkeinOpen ' .. thread.id)
    nvim:cmd('only')
    nvim:wait('vim.b.skein_title == ...', title)
    local shown = nvim:lua("return vim.api.nvim_eval_statusline(vim.wo.statusline, { winid = 0 }).str")
    expect(vim.startswith(shown, (' %d A title of which'):format(thread.number)), true)
    expect_part(shown, '…')
    expect(shown:find('<', 1, true), nil)
  end },
}
