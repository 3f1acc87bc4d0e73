const notes = [
  { atS: 0, hertz: 880 },
  { atS: 0.18, hertz: 1_175 },
] as const;
const noteS = 0.16;
const volume = 0.12;

/** Two short notes. Where the computer has no sound, nothing happens. */
export function ring(): void {
  const audio = new AudioContext();
  for (const { atS, hertz } of notes) {
    const oscillator = audio.createOscillator();
    const gain = audio.createGain();
    const startS = audio.currentTime + atS;
    oscillator.frequency.value = hertz;
    gain.gain.setValueAtTime(volume, startS);
    gain.gain.exponentialRampToValueAtTime(0.001, startS + noteS);
    oscillator.connect(gain).connect(audio.destination);
    oscillator.start(startS);
    oscillator.stop(startS + noteS);
    oscillator.addEventListener('ended', () => {
      if (atS > 0) void audio.close();
    });
  }
}
