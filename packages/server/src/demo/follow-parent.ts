// Loaded into the simulator's process ahead of it: when the program that started it is gone, however it
// ended, the simulator goes too.

process.on('disconnect', () => process.exit(0))
