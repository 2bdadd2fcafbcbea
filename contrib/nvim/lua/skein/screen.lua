---What is on the screen, and what may be drawn there.
local M = {}

---Whether Neovim asks something, shows more than fits the screen, or is given a command or a line of
---text. Nothing is drawn over that, and nobody answers what he can't see.
function M.is_asking()
  return vim.api.nvim_get_mode().mode:match('^[cr!]') ~= nil
end

---Draws the status lines anew.
function M.redraw_status()
  if not M.is_asking() then
    vim.cmd('redrawstatus!')
  end
end

return M
