local strangers = require('stranger')

local call = "local result, err = require('skein').call('ping') return result and 'answered' or err.message"

---The error of a Neovim that finds the stranger, which must receive nothing.
local function refused(start, shape)
  local stranger = strangers.start(shape)
  if not stranger then
    return nil
  end
  local nvim = start(stranger:environment())
  local said = nvim:lua(call)
  -- Nothing is sent at a second attempt either.
  expect(nvim:lua(call), said)
  expect(stranger:stop(), 0)
  expect_part(said, 'Nothing was sent to ' .. stranger.path .. ', because ')
  expect_part(said, 'set XDG_RUNTIME_DIR to a directory of your own, or SKEIN_SOCKET to a socket')
  return said
end

return {
  { 'a socket in a directory of another user is sent nothing', function(start)
    local said = refused(start, 'taken')
    if said then
      expect_part(said, ' belongs to uid 65534')
    end
  end },

  { 'another user who listens in a directory of ours is sent nothing', function(start)
    for _, shape in ipairs { 'inside', 'impostor' } do
      local said = refused(start, shape)
      if said then
        expect_part(said, 'uid 65534 listens there')
      end
    end
  end },

  { 'a socket in a directory that is open to others, or a link, is sent nothing', function(start)
    expect_part(refused(start, 'open'), 'is open to others (mode 0777)')
    expect_part(refused(start, 'link'), 'is not a directory')
    expect_part(refused(start, 'above'), 'is open to others (mode 0777)')
  end },

  { 'without the kernel the owner of the socket counts', function(start)
    local stranger = strangers.start('inside')
    if stranger then
      local nvim = start(stranger:environment())
      nvim:lua("package.preload.ffi = function() error('there is none') end package.loaded.ffi = nil")
      expect_part(nvim:lua(call), 'uid 65534 listens there')
      expect(stranger:stop(), 0)
    end
  end },

  { 'who listens at a socket that was named is told, once', function(start)
    local stranger = strangers.start('taken')
    if stranger then
      local nvim = start(stranger:environment(true))
      expect(nvim:lua(call), 'answered')
      nvim:lua("require('skein.connection').close()")
      expect(nvim:lua(call), 'answered')
      nvim:wait_for_notice(('The daemon at %s belongs to uid 65534.'):format(stranger.path))
      expect(nvim:lua('return #messages'), 1)
      expect(stranger:stop() > 0, true)
    end
  end },

  { 'a stranger who takes the place of the daemon is sent nothing', function(start)
    local stranger = strangers.start('taken')
    if stranger then
      local nvim = start()
      expect(nvim:lua(call), 'answered')
      for name, value in pairs(stranger:environment()) do
        nvim:lua('vim.env[...] = select(2, ...)', name, value)
      end
      nvim:lua("require('skein.connection').close()")
      expect_part(nvim:lua(call), 'Nothing was sent')
      expect(stranger:stop(), 0)
    end
  end },

  { 'a group that is let in is no stranger', function(start)
    local stranger = strangers.start('open')
    vim.loop.fs_chmod(vim.fn.fnamemodify(stranger.path, ':h'), tonumber('750', 8))
    expect(start(stranger:environment()):lua(call), 'answered')
    stranger:stop()
  end },
}
