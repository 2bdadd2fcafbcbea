return {
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
