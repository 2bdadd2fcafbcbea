---The mappings that `default_mappings` makes.
local M = {}

M.defaults = {
  { { 'n', 'x' }, 'gs', 'operator' },
  { 'n', '<Leader>ss', 'chat' },
  { 'n', '<Leader>sn', 'new' },
  { { 'n', 'x' }, '<Leader>sa', 'ask' },
  { { 'n', 'x' }, '<Leader>sr', 'rewrite' },
  { { 'n', 'x' }, '<Leader>s+', 'add' },
  { 'n', '<Leader>st', 'threads' },
  { 'n', '<Leader>sk', 'tasks' },
  { 'n', '<Leader>sc', 'cancel' },
}

---Makes them.
function M.set()
  for _, each in ipairs(M.defaults) do
    vim.keymap.set(each[1], each[2], ('<Plug>(skein-%s)'):format(each[3]), { remap = true })
  end
end

return M
