---Fills the current buffer, unnamed and modifiable.
local function fill(nvim, lines)
  nvim:lua('vim.api.nvim_buf_set_lines(0, 0, -1, false, ...)', lines)
  -- A test's own changes must not be undone together with those that it tests.
  nvim:lua('vim.bo.undolevels = vim.bo.undolevels')
end

---The mark at the place of a rewrite that failed.
local TRACES = [[(function()
  local found = {}
  for _, mark in ipairs(vim.api.nvim_buf_get_extmarks(0, require('skein.trace').namespace, 0, -1, { details = true })) do
    for _, line in ipairs(mark[4].virt_lines or {}) do
      found[#found + 1] = line[1][1]
    end
  end
  return table.concat(found, ' ')
end)()]]

return {
  { 'where a rewriting failed a line says so, until the text is changed or written anew', function(start)
    local nvim = start()
    fill(nvim, { 'one', 'two', 'three' })
    nvim:cmd('2SkeinRewrite fail 400 sold out')
    nvim:wait(TRACES .. " ~= ''")
    expect_part(nvim:lua('return ' .. TRACES), 'skein: scripted: POST /v1/chat/completions answered 400: sold out')
    -- A change elsewhere in the buffer leaves the mark there.
    nvim:type('Gx')
    nvim:wait("lines()[3] == 'hree'")
    expect_part(nvim:lua('return ' .. TRACES), 'sold out')
    nvim:type('2Gx')
    nvim:wait(TRACES .. " == ''")
    nvim:cmd('2SkeinRewrite fail 400 sold out')
    nvim:wait(TRACES .. " ~= ''")
    nvim:cmd('2SkeinRewrite say four')
    nvim:wait_for_proposal()
    nvim:type('ga')
    nvim:wait("lines()[2] == 'four'")
    expect(nvim:lua('return ' .. TRACES), '')
    nvim:cmd('1SkeinRewrite fail 400 sold out')
    nvim:wait(TRACES .. " ~= ''")
    nvim:cmd('SkeinCancel')
    nvim:wait(TRACES .. " == ''")
  end },

  { 'a closed fold says that something is being written in it', function(start)
    local nvim = start()
    fill(nvim, { 'above', 'one', 'two', 'three', 'below' })
    nvim:cmd('2,4fold')
    nvim:cmd('3SkeinAppend hold')
    nvim:wait("vim.fn.foldtextresult(2):find('^skein: writing, %d+ s · %+%-%-  3 lines: one')")
    nvim:cmd('SkeinCancel')
    nvim:wait("lines()[4] == 'begun '")
    expect(nvim:lua('return vim.wo.foldtext'), 'foldtext()')
    -- Newer Neovims count the new line only after they have drawn the fold again.
    expect_part(nvim:lua('return vim.fn.foldtextresult(2)'), ' lines: one')
  end },

  { 'who leaves while something is being written is asked, and may wait for it', function()
    local terminals = require('terminal')
    local nvim = terminals.start()
    nvim:lua("vim.api.nvim_buf_set_lines(0, 0, -1, false, { 'one' })")
    nvim:cmd('1SkeinAppend flood 20000')
    nvim:wait("(require('skein.turn').active()[1] or {}).text ~= nil and require('skein.turn').active()[1].text ~= ''")
    ---Waits until the screen has shown a text: a Neovim at a prompt answers no call.
    local function shown(words)
      local _ = vim.wait(20000, function()
        return table.concat(nvim.written):find(words, 1, true) ~= nil
      end, 20)
      expect_part(table.concat(nvim.written), words)
      nvim.written = {}
    end
    nvim:type(':qa<CR>')
    shown('skein: an answer is still to be written into a buffer without a name. If you leave now, it will be in thread ')
    -- <CR> alone waits.
    nvim:type('<CR>')
    shown('waiting; CTRL-C leaves')
    -- After the wait it is a change like any other and is not lost.
    shown('E37: ')
    nvim:type('<CR>')
    expect_part(nvim:lua('return lines()[2]'), ' 19999')
    nvim:cmd('1SkeinAppend hold')
    nvim:wait("(require('skein.turn').active()[1] or {}).text == 'begun '")
    nvim:type(':qa!<CR>')
    shown('[W]ait for it, (L)eave:')
    nvim:type('l')
    local status = vim.fn.jobwait({ nvim.process }, 10000)[1]
    nvim:stop()
    expect(status, 0)
  end },

  { '<Esc> and <C-c> at the question before leaving mean to wait, and <C-c> ends the wait', function()
    for _, key in ipairs { '<Esc>', '<C-c>' } do
      local nvim = require('terminal').start()
      nvim:cmd('1SkeinAppend hold')
      nvim:wait("(require('skein.turn').active()[1] or {}).text == 'begun '")
      local function shown(words)
        local _ = vim.wait(20000, function()
          return table.concat(nvim.written):find(words, 1, true) ~= nil
        end, 20)
        expect_part(table.concat(nvim.written), words)
      end
      nvim:type(':q<CR>')
      shown('[W]ait for it, (L)eave:')
      nvim:type(key)
      shown('waiting; CTRL-C leaves')
      nvim:type('<C-c>')
      local status = vim.fn.jobwait({ nvim.process }, 10000)[1]
      nvim:stop()
      expect(status, 0)
      for _, turn in ipairs(daemon('turn/list', { status = 'running' }).data) do
        daemon('turn/cancel', { turnId = turn.id })
      end
    end
  end },

  { 'when the wait before leaving was in vain, the reason is shown', function()
    local nvim = require('terminal').start()
    nvim:cmd('1SkeinAppend hold')
    nvim:wait("(require('skein.turn').active()[1] or {}).text == 'begun '")
    nvim:cmd('set nomodifiable')
    local id = nvim:lua("return require('skein.turn').active()[1].id")
    local function shown(words)
      local _ = vim.wait(20000, function()
        return table.concat(nvim.written):find(words, 1, true) ~= nil
      end, 20)
      expect_part(table.concat(nvim.written), words)
    end
    nvim:type(':q<CR>')
    shown('[W]ait for it, (L)eave:')
    nvim:type('<CR>')
    shown('waiting;')
    daemon('turn/cancel', { turnId = id })
    shown("skein: The buffer can't be changed now ('nomodifiable').")
    shown('[L]eave:')
    nvim:type('<CR>')
    local status = vim.fn.jobwait({ nvim.process }, 10000)[1]
    nvim:stop()
    expect(status, 0)
  end },
}
