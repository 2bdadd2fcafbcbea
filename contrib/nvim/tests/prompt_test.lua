---An expression for the text of the whole screen.
local SCREEN = [[(function()
  local rows = {}
  for row = 1, vim.o.lines do
    local cells = ''
    for column = 1, vim.o.columns do
      cells = cells .. vim.fn.screenstring(row, column)
    end
    rows[#rows + 1] = cells
  end
  return table.concat(rows, '\n')
end)()]]

return {
  { 'the first screen says how to send and to leave, and while an answer arrives how to cancel', function()
    local terminals = require('terminal')
    for _, columns in ipairs { 80, 42 } do
      local nvim = terminals.start(columns)
      local ok, err = pcall(function()
        nvim:cmd('Skein')
        nvim:wait(SCREEN .. ":find('## You <C-s> sends, :q leaves, g? helps', 1, true)")
        nvim:type('ihold<C-s>')
        nvim:wait(SCREEN .. ":find('## You <C-s> sends, <C-c> cancels', 1, true)")
        nvim:cmd('SkeinCancel')
        nvim:wait(SCREEN .. ":find('## You <C-s> sends, :q leaves, g? helps', 1, true)")
      end)
      nvim:stop()
      if not ok then
        error(err, 0)
      end
    end
  end },

  { 'what is typed below the last message goes on with the thread', function(start)
    local nvim = start()
    nvim:cmd('Skein')
    nvim:send('say one')
    nvim:wait_for_end()
    nvim:send('count')
    nvim:wait_for_text('## Assistant\n\n3\n')
    nvim:wait_for_end()
    expect(#daemon('message/list', { threadId = nvim:thread() }).data, 4)
    expect(nvim:lua("return require('skein.chat.prompt').draft(require('skein.chat').of())"), '')
  end },

  { 'the messages cannot be changed, and typing there goes to the prompt', function(start)
    local nvim = start()
    nvim:ask('say hello')
    local before = nvim:lines()
    nvim:type('gg')
    nvim:wait('not vim.bo.modifiable')
    nvim:type('dd')
    expect(nvim:lines(), before)
    nvim:type('inext<Esc>')
    nvim:wait_for_text('## You\n\nnext')
    nvim:type('u')
    nvim:wait("lines()[#lines()] == ''")
    nvim:type('uuu')
    expect(nvim:lines(), before)
  end },

  { 'an edit that takes the prompt\'s first line loses no word', function(start)
    local nvim = start()
    nvim:ask('say hello')
    nvim:type('ione<CR>two<Esc>')
    nvim:type('k0i<BS><BS><BS><BS><Esc>')
    nvim:wait("require('skein.chat.prompt').draft(require('skein.chat').of()) == 'one\\ntwo'")
    expect(nvim:lua('return lines()[9]'), '## You')
  end },

  { 'no command changes the messages from the prompt', function(start)
    local nvim = start()
    nvim:ask('say hello')
    nvim:type('ihello one<CR>hello two<Esc>')
    nvim:wait_for_text('hello two')
    local before = nvim:lines()
    local function is_as_before(keys)
      nvim:lua('messages = {}')
      nvim:type(keys)
      nvim:wait_for_notice('Only the text below the last "## You" can be changed.')
      nvim:wait('vim.deep_equal(lines(), ...)', before)
      expect(#nvim:lua([[return vim.api.nvim_buf_get_extmarks(0, require('skein.chat.view').namespace, 0, -1, {})]]), 3)
    end
    is_as_before('Gdgg')
    is_as_before('G:2,6d<CR>')
    is_as_before('G:1,3m$<CR>')
    is_as_before('G:g/hello/d<CR>')
    is_as_before('G:1,$!sort<CR>')
    is_as_before('G:%d<CR>')
    -- Where it keeps the lines apart, a substitution counts in the prompt.
    nvim:lua('messages = {}')
    nvim:type('G:%s/hello/bye/<CR>')
    nvim:wait_for_notice('Only the text below')
    nvim:wait_for_text('## You\n\nsay hello\n\n## Assistant\n\nhello\n')
    nvim:wait("require('skein.chat.prompt').draft(require('skein.chat').of()) == 'bye one\\nbye two'")
    -- What is asked next is what stands there.
    nvim:type('Gdd<C-s>')
    nvim:wait_for_text('You said: bye one')
  end },

  { 'a change of the messages while an answer comes is taken back, and the answer goes on', function(start)
    local nvim = start()
    nvim:cmd('Skein hold')
    nvim:wait_for_text('begun')
    nvim:type('Gidraft<Esc>')
    nvim:wait_for_text('draft')
    nvim:type(':%d<CR>')
    nvim:wait_for_notice('Only the text below')
    expect(nvim:lines(), { '## You', '', 'hold', '', '## Assistant', '', 'begun ', '', '## You', '', 'draft' })
    nvim:lua([[
      local turn = require('skein.turn').active()[1]
      turn.listeners[1].said(turn, 'text', 'more')
    ]])
    nvim:wait_for_text('\nbegun more\n')
    nvim:cmd('SkeinCancel')
    nvim:wait_for_end('cancelled')
  end },

  { 'the undo of the prompt survives an answer that arrives, step by step', function(start)
    local nvim = start()
    nvim:ask('say hello')
    nvim:cmd('Skein hold')
    nvim:wait_for_text('begun')
    nvim:type('Gione<Esc>')
    nvim:wait_for_text('## You\n\none')
    nvim:type('otwo<Esc>')
    nvim:wait_for_text('two')
    nvim:lua([[
      local turn = require('skein.turn').active()[1]
      turn.listeners[1].said(turn, 'text', 'more\nlines\n')
    ]])
    nvim:wait_for_text('lines')
    nvim:type('dd')
    nvim:wait("lines()[#lines()] == 'one'")
    nvim:type('u')
    nvim:wait("lines()[#lines()] == 'two'")
    nvim:type('u')
    nvim:wait("lines()[#lines()] == 'one'")
    nvim:type('u')
    nvim:wait("lines()[#lines()] == ''")
    nvim:type('3<C-r>')
    nvim:wait("lines()[#lines()] == 'one'")
    nvim:type('2u')
    nvim:wait("lines()[#lines()] == 'one'")
    expect_part(nvim:text(), '\nbegun more\nlines\n')
    nvim:cmd('SkeinCancel')
    nvim:wait_for_end('cancelled')
    nvim:type('u')
    nvim:wait("lines()[#lines()] == ''")
  end },

  { 'typing while an answer comes is not disturbed', function(start)
    local nvim = start()
    nvim:cmd('Skein flood 3000')
    nvim:type('i')
    for word = 1, 40 do
      nvim:type('w' .. word .. ' ')
      vim.wait(5)
    end
    nvim:type('<Esc>')
    nvim:wait_for_end()
    local last = nvim:lua('return lines()[#lines()]')
    local expected = {}
    for word = 1, 40 do
      expected[word] = 'w' .. word
    end
    expect(last, table.concat(expected, ' ') .. ' ')
    expect_part(nvim:text(), '\n0 1 2 3 ')
    expect_part(nvim:text(), ' 2999 \n')
    nvim:type('u')
    nvim:wait("lines()[#lines()] == ''")
    nvim:type('u')
    expect_part(nvim:text(), ' 2999 \n')
  end },

  { 'what was typed and not sent survives :edit and closing', function(start)
    local nvim = start()
    nvim:ask('say hello')
    local thread = nvim:thread()
    nvim:type('ia thought<Esc>')
    nvim:wait_for_text('a thought')
    nvim:cmd('edit')
    nvim:wait("#lines() > 8 and lines()[#lines()] == 'a thought'")
    nvim:cmd('bwipeout!')
    nvim:cmd('edit skein://thread/' .. thread)
    nvim:wait("#lines() > 8 and lines()[#lines()] == 'a thought'")
  end },

  { 'an empty prompt is not sent', function(start)
    local nvim = start()
    nvim:cmd('Skein')
    nvim:type('i  <CR> <C-s>')
    nvim:wait_for_notice('There is nothing to send')
    expect(nvim:lua("return #require('skein.turn').active()"), 0)
  end },
}
