---Fills the current buffer, unnamed and modifiable.
local function fill(nvim, lines)
  nvim:lua('vim.api.nvim_buf_set_lines(0, 0, -1, false, ...)', lines)
  nvim:lua('vim.bo.undolevels = vim.bo.undolevels')
end

local BEFORE = { 'alpha', 'b', 'c', 'd', 'e', 'omega' }
local AFTER = { 'ALPHA', 'b', 'c', 'new', 'd', 'e', 'OMEGA' }

---Asks for a proposal with three hunks.
local function propose(nvim)
  fill(nvim, BEFORE)
  nvim:lua([[
    local question = require('skein.selection').question
    require('skein.selection').question = function()
      return 'say ' .. table.concat(asked, '\n')
    end
    local buffer = vim.api.nvim_get_current_buf()
    local range = require('skein.selection').of_lines(buffer, 1, #lines())
    asked = ...
    require('skein.proposal').start('x', buffer, range)
    require('skein.selection').question = question
  ]], AFTER)
  nvim:wait_for_proposal()
end

return {
  { 'a proposal shows what it removes and adds, and its hunks are taken one by one', function(start)
    local nvim = start()
    propose(nvim)
    expect(nvim:lines(), BEFORE)
    local shown = nvim:lua('return virtual()')
    expect(vim.list_slice(shown, 1, 4), { 'ALPHA', 'new', 'OMEGA', shown[4] })
    expect_part(shown[4], 'skein: ga accepts, gr rejects, gh this hunk')
    nvim:type('gg]h')
    nvim:wait("vim.fn.line('.') == 3")
    nvim:type('gh')
    nvim:wait('#lines() == 7')
    expect(nvim:lines(), { 'alpha', 'b', 'c', 'new', 'd', 'e', 'omega' })
    nvim:type('GgH')
    nvim:wait('#virtual() == 2')
    nvim:type('[h')
    nvim:wait("vim.fn.line('.') == 1")
    -- Undo brings the hunk back, the rejected one stays away.
    nvim:type('u')
    nvim:wait('#virtual() == 3')
    expect(nvim:lines(), BEFORE)
    nvim:type('ga')
    nvim:wait("lines()[1] == 'ALPHA'")
    expect(nvim:lines(), { 'ALPHA', 'b', 'c', 'new', 'd', 'e', 'omega' })
    nvim:type('u')
    nvim:wait("lines()[1] == 'alpha'")
    expect(nvim:lines(), BEFORE)
    expect(nvim:lua('return virtual()'), {})
  end },

  { 'the keys are only there while a proposal stands, and a mapping of the buffer comes back', function(start)
    local nvim = start()
    nvim:cmd('nnoremap <buffer> ga :let g:mine = 1<CR>')
    nvim:lua("vim.keymap.set('n', 'gh', function() vim.g.called = 1 end, { buffer = true })")
    propose(nvim)
    nvim:type('gr')
    nvim:wait_for_notice('Rejected; the text is unchanged.')
    expect(nvim:lines(), BEFORE)
    nvim:type('gagh')
    nvim:wait('vim.g.mine == 1 and vim.g.called == 1')
    expect(nvim:lua("return vim.fn.maparg('gR', 'n')"), '')
  end },

  { 'text that was changed meanwhile is said, and kept where the proposal does not touch it', function(start)
    local nvim = start()
    propose(nvim)
    nvim:type('2Gcwbee<Esc>')
    nvim:wait("table.concat(virtual(), ' '):find('the text was changed meanwhile', 1, true) ~= nil")
    -- The hunk with the user's own change is rejected, the others are accepted.
    nvim:type('2GgH')
    nvim:wait("not vim.tbl_contains(virtual(), 'b')")
    nvim:type('ga')
    nvim:wait("table.concat(lines(), ' '):find('OMEGA') ~= nil")
    expect(vim.list_slice(nvim:lines(), 2), { 'bee', 'c', 'new', 'd', 'e', 'OMEGA' })
  end },

  { 'gR asks for another proposal in the same thread', function(start)
    local nvim = start()
    fill(nvim, { 'old' })
    nvim:cmd('1SkeinRewrite say first')
    nvim:wait_for_proposal()
    nvim:type('gRcount<CR>')
    nvim:wait("virtual()[1] == '4'")
    nvim:wait_for_proposal()
    expect(nvim:lines(), { 'old' })
    nvim:cmd('SkeinRefine fail 400')
    nvim:wait_for_notice('It was asked to fail with 400.')
    -- The proposal before it stands again.
    nvim:wait_for_proposal()
    nvim:type('ga')
    nvim:wait("lines()[1] == '4'")
  end },

  { 'two proposals stand beside each other, and the cursor says which is meant', function(start)
    local nvim = start()
    fill(nvim, { 'one', 'x', 'x', 'x', 'two' })
    nvim:cmd('1SkeinRewrite! system')
    nvim:cmd('5SkeinRewrite! say TWO')
    nvim:wait("select(2, table.concat(virtual(), '\\n'):gsub('ga accepts', '')) == 2")
    nvim:type('Gga')
    nvim:wait("lines()[5] == 'TWO'")
    expect(nvim:lines()[1], 'one')
    nvim:type('gr')
    nvim:wait('#virtual() == 0')
    expect(nvim:lines()[1], 'one')
  end },

  { 'a proposal is seen side by side, and accepted from there', function(start)
    local nvim = start()
    propose(nvim)
    nvim:type('g=')
    nvim:wait('#vim.api.nvim_list_wins() == 2 and vim.wo.diff')
    expect(nvim:lines(), AFTER)
    nvim:type('ga')
    nvim:wait('#vim.api.nvim_list_wins() == 1')
    expect(nvim:lines(), AFTER)
    expect(nvim:lua('return vim.wo.diff'), false)
  end },

  { 'gr rejects while it arrives, and cancels the turn', function(start)
    local nvim = start()
    fill(nvim, { 'old' })
    nvim:cmd('1SkeinRewrite hold')
    nvim:wait("virtual()[1] == 'begun '")
    nvim:type('gr')
    nvim:wait_for_end('cancelled')
    expect({ nvim:lines(), nvim:lua('return virtual()') }, { { 'old' }, {} })
  end },

  { 'an answer in a fence, one with nothing new and one with nothing at all', function(start)
    local nvim = start()
    fill(nvim, { 'same' })
    nvim:lua("require('skein.selection').question = function() return 'say ```lua\\nfenced\\n```' end")
    nvim:cmd('1SkeinRewrite! x')
    nvim:wait_for_proposal()
    expect(nvim:lua('return virtual()[1]'), 'fenced')
    nvim:type('gr')
    nvim:lua("require('skein.selection').question = function() return 'say same' end")
    nvim:cmd('1SkeinRewrite! x')
    nvim:wait_for_notice('The answer is the text as it is: there is nothing to change.')
    nvim:lua("require('skein.selection').question = function() return 'say' end")
    nvim:cmd('1SkeinRewrite! x')
    nvim:wait_for_notice('The model gave no answer')
    expect(nvim:lines(), { 'same' })
  end },

  { 'a daemon that is killed leaves the text as it was, and a wiped buffer breaks nothing', function(start)
    local nvim = start()
    fill(nvim, { 'old' })
    nvim:cmd('1SkeinRewrite hold')
    nvim:wait("virtual()[1] == 'begun '")
    vim.loop.kill(nvim:lua("return require('skein').call('server/info').pid"), 'sigkill')
    nvim:wait("#require('skein.turn').active() == 0")
    expect(nvim:lines(), { 'old' })
    nvim:cmd('1SkeinRewrite hold')
    nvim:wait("virtual()[1] == 'begun '")
    nvim:cmd('bwipeout!')
    nvim:cmd('SkeinCancel')
    nvim:wait("#require('skein.turn').active() == 0")
    propose(nvim)
    nvim:cmd('bwipeout!')
    nvim:cmd('SkeinAccept')
    nvim:wait_for_notice('There is no proposal in this buffer')
  end },
}
