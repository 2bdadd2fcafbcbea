---What is on the screen, and what may be drawn there.
local M = {}

---How often it is looked whether something is still asked.
local LOOK_MS = 100

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

---Shows something as soon as it is drawn over no question.
function M.when_nothing_is_asked(act)
  if M.is_asking() then
    vim.defer_fn(function()
      M.when_nothing_is_asked(act)
    end, LOOK_MS)
  else
    act()
  end
end

return M
