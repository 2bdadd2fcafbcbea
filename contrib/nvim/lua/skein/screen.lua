---Whether something may be drawn on the screen now.
local M = {}

---How often it checks whether Neovim still asks a question.
local LOOK_MS = 100

---Whether Neovim asks a question, shows more than fits the screen, or reads a command or a line of
---text. Nothing is drawn over that, so that the user sees what the next key answers.
function M.is_asking()
  return vim.api.nvim_get_mode().mode:match('^[cr!]') ~= nil
end

---Draws the status lines anew.
function M.redraw_status()
  if not M.is_asking() then
    vim.cmd('redrawstatus!')
  end
end

---Calls a function that shows something, as soon as Neovim asks no question.
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
