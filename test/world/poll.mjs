// Asks a URL again and again, at most some seconds, until its answer has one of the words; says whether it had.
// Arguments: the URL, the URL to ask before ('' for none), the words. It runs in a network namespace.
const [url, before, ...words] = process.argv.slice(2);

async function hasCome() {
  if (before !== '') await fetch(before);
  const answer = await (await fetch(url)).text();
  // An error may repeat what it was asked for.
  return (
    !/"errors?"(?!\s*:\s*null)|error_code|not found/i.test(answer) &&
    words.some((word) => answer.includes(word))
  );
}

let come = false;
for (let attempt = 0; attempt < 8 && !come; attempt++) {
  if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, 400));
  come = await hasCome().catch(() => false);
}
process.stdout.write(come ? 'come' : 'not come');
