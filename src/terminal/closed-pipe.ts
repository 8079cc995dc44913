/** Whoever reads what is printed may have seen enough (`| head`, a pager that is left): that ends the command, and is no fault. */
export function endWhenUnread(stream: NodeJS.WriteStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}
