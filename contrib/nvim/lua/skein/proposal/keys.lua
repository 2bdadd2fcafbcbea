---The keys of proposals, only in a buffer that has one. A mapping of the buffer that was there before
---comes back after it.
local M = {}

M.keys = {
  ga = { '<Cmd>SkeinAccept<CR>', 'accept all of the proposal' },
  gh = { '<Cmd>SkeinAcceptHunk<CR>', 'accept this hunk' },
  gH = { '<Cmd>SkeinRejectHunk<CR>', 'reject this hunk' },
  gr = { '<Cmd>SkeinReject<CR>', 'reject the proposal' },
  gR = { ':SkeinRefine ', 'propose again, by another wish' },
  ['g='] = { '<Cmd>SkeinDiff<CR>', 'see the proposal side by side' },
  [']h'] = { "<Cmd>lua require('skein.proposal').go(1)<CR>", 'next hunk' },
  ['[h'] = { "<Cmd>lua require('skein.proposal').go(-1)<CR>", 'previous hunk' },
}

---What the line below a proposal says of them, the most needed first.
M.NOTE = 'ga accepts, gr rejects, gh this hunk, ]h next, gR again, g= side by side'

local earlier = {} -- by buffer: the mappings that were there before, by key

---Gives a buffer the keys.
function M.attach(buffer)
  if earlier[buffer] then
    return
  end
  earlier[buffer] = {}
  for _, map in ipairs(vim.api.nvim_buf_get_keymap(buffer, 'n')) do
    if M.keys[map.lhs] then
      earlier[buffer][map.lhs] = map
    end
  end
  for key, each in pairs(M.keys) do
    vim.keymap.set('n', key, each[1], {
      buffer = buffer, nowait = true, silent = vim.startswith(each[1], '<Cmd>'), desc = 'skein: ' .. each[2],
    })
  end
end

---Takes the keys away, and restores what was there before.
function M.detach(buffer)
  local before = earlier[buffer]
  earlier[buffer] = nil
  if not before or not vim.api.nvim_buf_is_valid(buffer) then
    return
  end
  for key in pairs(M.keys) do
    pcall(vim.api.nvim_buf_del_keymap, buffer, 'n', key)
    local map = before[key]
    if map then
      vim.api.nvim_buf_set_keymap(buffer, 'n', key, map.rhs or '', {
        callback = map.callback, noremap = map.noremap == 1, expr = map.expr == 1, silent = map.silent == 1,
        nowait = map.nowait == 1, script = map.script == 1, desc = map.desc,
      })
    end
  end
end

return M
