---Fills the current buffer, unnamed and modifiable.
local function fill(nvim, lines)
  nvim:lua('vim.api.nvim_buf_set_lines(0, 0, -1, false, ...)', lines)
  -- A test's own changes must not be undone together with those that it tests.
  nvim:lua('vim.bo.undolevels = vim.bo.undolevels')
end

return {
  { ':SkeinRewrite proposes, ga accepts as one undo step', function(start)
    local nvim = start()
    fill(nvim, { 'before', 'old one', 'old two', 'after' })
    nvim:cmd('2,3SkeinRewrite say new one')
    nvim:wait_for_proposal()
    expect(nvim:lines(), { 'before', 'old one', 'old two', 'after' })
    nvim:type('2Gga')
    -- The model received the text below the instruction, in a fence.
    nvim:wait('#lines() == 10')
    expect(nvim:lines(), {
      'before', 'new one', '', 'a buffer without a name, lines 2–3:', '', '```', 'old one', 'old two', '```', 'after',
    })
    expect(nvim:lua("return vim.fn.line('.')"), 2)
    nvim:type('u')
    nvim:wait('#lines() == 4')
    expect(nvim:lines(), { 'before', 'old one', 'old two', 'after' })
    nvim:type('<C-r>')
    nvim:wait('#lines() == 10')
  end },

  { 'a visual selection of characters is rewritten and no more', function(start)
    local nvim = start()
    fill(nvim, { 'left «müde» right' })
    nvim:type('0f«lvt»')
    nvim:wait("vim.api.nvim_get_mode().mode == 'v'")
    nvim:type(':SkeinRewrite! code<CR>')
    nvim:wait_for_proposal()
    nvim:type('ga')
    nvim:wait('#lines() > 1')
    expect(nvim:lua('return { lines()[1], lines()[#lines()] }'), { 'left «Here it is:', '» right' })
    nvim:type('u')
    nvim:wait('#lines() == 1')
    expect(nvim:lines(), { 'left «müde» right' })
  end },

  { ':SkeinOpen shows the thread of the rewriting that has ended', function(start)
    local nvim = start()
    fill(nvim, { 'old' })
    nvim:cmd('SkeinOpen')
    nvim:wait_for_notice('Nothing was asked here yet')
    nvim:cmd('1SkeinRewrite say new')
    nvim:wait_for_end()
    nvim:cmd('SkeinOpen')
    nvim:wait_for_text('## You\n\nsay new\n')
  end },

  { 'an answer that was cut off leaves the text as it was', function(start)
    local nvim = start()
    fill(nvim, { 'whole' })
    nvim:cmd('1SkeinRewrite cut half')
    nvim:wait_for_notice('The answer was cut off: it reached its length limit. The text is unchanged; the answer is in thread ')
    expect(nvim:lines(), { 'whole' })
    -- With :SkeinAppend an incomplete answer is kept, and a notice says that it is incomplete.
    nvim:lua("messages = {}")
    nvim:cmd('1SkeinAppend cut half')
    nvim:wait("lines()[2] and lines()[2]:find('half')")
    nvim:wait_for_notice('The answer was cut off: it reached its length limit.')
  end },

  { 'with a bang nothing is kept in the daemon', function(start)
    local nvim = start()
    fill(nvim, { 'secret of the house' })
    nvim:cmd('1SkeinRewrite! say ephemeral')
    nvim:wait_for_proposal()
    nvim:cmd('SkeinAccept')
    expect(nvim:lines()[1], 'ephemeral')
    expect(#daemon('thread/search', { query = '"secret of the house"' }).data, 0)
  end },

  { 'edits elsewhere do not displace it, and have undo steps of their own', function(start)
    local nvim = start()
    fill(nvim, { 'top', 'old', 'bottom' })
    nvim:cmd('2SkeinRewrite hold')
    nvim:wait("virtual()[1] == 'begun '")
    nvim:type('ggOabove<Esc>Gobelow<Esc>')
    nvim:wait('#lines() == 5')
    nvim:cmd('SkeinCancel')
    nvim:wait_for_notice('Cancelled; the text is unchanged.')
    expect(nvim:lines(), { 'above', 'top', 'old', 'bottom', 'below' })

    nvim:cmd('3SkeinRewrite flood 2000')
    nvim:type('ggO')
    for _ = 1, 30 do
      nvim:type('x<CR>')
      vim.wait(5)
    end
    nvim:type('<Esc>')
    nvim:wait_for_proposal()
    nvim:type('ga')
    nvim:wait("table.concat(lines(), '\\n'):find(' 1999', 1, true)")
    local seen = nvim:lines()
    expect({ #seen, seen[31], seen[32], seen[#seen - 1] }, { 36, '', 'above', 'bottom' })
    expect_part(seen[34], '0 1 2 3 ')
    nvim:type('u')
    nvim:wait("not table.concat(lines(), '\\n'):find(' 1999', 1, true)")
  end },

  { 'what is written while its buffer is typed in waits for the end of insert mode', function(start)
    local nvim = start()
    fill(nvim, { 'old', 'mine' })
    nvim:type('Go')
    nvim:wait("vim.api.nvim_get_mode().mode == 'i'")
    nvim:cmd('1SkeinAppend say new')
    nvim:wait_for_end()
    nvim:type('typed')
    nvim:wait("lines()[3] == 'typed'")
    nvim:interrupt_until("lines()[2] == 'new'")
    nvim:type('u')
    nvim:wait("lines()[2] == 'mine'")
    expect(nvim:lines(), { 'old', 'mine', 'typed' })
  end },

  { ':SkeinAppend writes below the range as one undo step', function(start)
    local nvim = start()
    fill(nvim, { 'one', 'two' })
    nvim:cmd('1SkeinAppend code')
    nvim:wait_for_end()
    local seen = nvim:lines()
    expect({ seen[1], seen[2], seen[#seen - 1], seen[#seen] }, { 'one', 'Here it is:', 'That was **all**.', 'two' })
    nvim:type('u')
    nvim:wait('#lines() == 2')
  end },

  { 'a cancelled append keeps what was said', function(start)
    local nvim = start()
    fill(nvim, { 'one' })
    nvim:cmd('SkeinAppend hold')
    nvim:wait([[(function()
      local marks = vim.api.nvim_buf_get_extmarks(0, require('skein.preview').namespace, 0, -1, { details = true })
      return marks[2] and vim.inspect(marks[2]):find('begun')
    end)()]])
    nvim:cmd('SkeinCancel')
    nvim:wait("lines()[2] == 'begun '")
  end },

  { 'a failure leaves the text as it was and says why', function(start)
    local nvim = start()
    fill(nvim, { 'one' })
    nvim:cmd('1SkeinRewrite fail 400')
    nvim:wait_for_notice('It was asked to fail with 400.')
    expect(nvim:lines(), { 'one' })
    expect(nvim:lua('return virtual()'), {})
  end },

  { 'a buffer that can not be changed is refused at once', function(start)
    local nvim = start()
    nvim:cmd('set nomodifiable')
    nvim:cmd('SkeinRewrite say x')
    nvim:wait_for_notice("can't be changed ('nomodifiable'). Ask about it with :SkeinAsk.")
    expect(nvim:lua("return #require('skein.turn').active()"), 0)
  end },

  { 'a chat is not rewritten', function(start)
    local nvim = start()
    nvim:ask('say hello')
    nvim:cmd('3SkeinRewrite say x')
    nvim:wait_for_notice('The text of skein itself is not rewritten: go to a file.')
    expect(nvim:lua("return #require('skein.turn').active()"), 0)
  end },

  { 'a buffer that is gone when the answer comes is said, with where the answer is', function(start)
    local nvim = start()
    fill(nvim, { 'one' })
    nvim:cmd('SkeinAppend hold')
    nvim:wait("#require('skein.turn').active() == 1 and require('skein.turn').active()[1].text ~= ''")
    nvim:cmd('bwipeout!')
    nvim:cmd('SkeinCancel')
    nvim:wait_for_notice('The buffer is gone. The answer was not put there. It is in thread ')
  end },

  { ':SkeinInsert writes at the cursor as one undo step, and the model knows what is around', function(start)
    local nvim = start()
    nvim:cmd('SkeinInsert say first')
    nvim:wait("lines()[1] == 'first'")
    fill(nvim, { 'left  right' })
    nvim:lua('vim.api.nvim_win_set_cursor(0, { 1, 5 })')
    nvim:cmd('SkeinInsert! say middle')
    nvim:wait("vim.startswith(lines()[1], 'left middle')")
    expect_part(nvim:text(), 'a buffer without a name, line 1:\n\n```\nleft  right\n```')
    expect_part(nvim:text(), 'The place is in line 1, before this: ```\n right\n``` right')
    nvim:type('u')
    nvim:wait("vim.deep_equal(lines(), { 'left  right' })")
  end },

  { 'the words are asked for when none are given', function(start)
    local nvim = start()
    fill(nvim, { 'one' })
    nvim:lua("typed = 'say asked'")
    nvim:cmd('SkeinRewrite')
    nvim:wait_for_proposal()
    nvim:type('ga')
    nvim:wait("lines()[1] == 'asked'")
  end },

  { ':SkeinAsk gives the buffer with its name, in a fence that nothing inside ends', function(start)
    local nvim = start()
    nvim:cmd('edit notes.md')
    fill(nvim, { '```', 'x', '```' })
    nvim:cmd('SkeinAsk say it')
    nvim:wait_for_end()
    local answer = nvim:lua([[
      local text = table.concat(lines(), '\n')
      return text:match('## Assistant\n(.-)\n\n## You')
    ]])
    expect_part(answer, 'notes.md, lines 1–3:\n\n````markdown\n```\nx\n```\n````')
  end },

  { 'a text that is too long is refused with a word on it', function(start)
    local nvim = start()
    local lines = {}
    for index = 1, 17 do
      lines[index] = ('x'):rep(1024 * 1024)
    end
    fill(nvim, lines)
    nvim:cmd('%SkeinRewrite shorter')
    nvim:wait_for_notice('the daemon accepts 16777216 in one message. Choose less text.')
    nvim:wait_for_end('failed')
  end },

  { 'bytes that are no text are sent as U+FFFD', function(start)
    local nvim = start()
    fill(nvim, { 'a\255b', 'c\0d' })
    nvim:cmd('%SkeinRewrite! say it')
    nvim:wait_for_proposal()
    nvim:cmd('SkeinAccept')
    expect_part(nvim:text(), 'a\239\191\189b\nc\239\191\189d')
  end },

  { 'a fence around a whole answer is taken off, one inside is not', function(start)
    local nvim = start()
    local seen = nvim:lua([[
      local unfenced = require('skein.text').unfenced
      return {
        unfenced('```lua\nx = 1\n```\n'), unfenced('```\n```'), unfenced('a\n```\nb\n```'),
        unfenced('```\na\n```\n\n```\nb\n```'), unfenced('````md\n```\na\n```\n````'), unfenced('```'),
      }
    ]])
    expect(seen, { 'x = 1', '', 'a\n```\nb\n```', '```\na\n```\n\n```\nb\n```', '```\na\n```', '```' })
  end },

  { 'in place of code a single block is the answer, whatever is written around it', function(start)
    local nvim = start()
    local seen = nvim:lua([[
      local chatty = 'Sure! Here it is:\n\n~~~python\nx = 1\n~~~\nHave fun.'
      local function placed(original, answer) return require('skein.text').in_place_of(original, answer, 0) end
      vim.bo.filetype = 'python'
      local code = {
        placed('x = 0', chatty), placed('x = 0', '```\na\n```\nand\n```\nb\n```'), placed('x = 0', '```\nopen'),
        placed('```\nb\n```', '```\na\n```'),
      }
      vim.bo.filetype = 'markdown'
      return { code, placed('x = 0', chatty) == chatty }
    ]])
    expect(seen, { { 'x = 1', '```\na\n```\nand\n```\nb\n```', '```\nopen', '```\na\n```' }, true })
  end },
}
