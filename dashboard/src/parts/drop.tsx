// A place to drop one file, or to choose it by keyboard.
import {useState} from "preact/hooks";
import {useWords} from "../words";

export function Drop({accept, hint, take}: {accept: string; hint: string; take: (file: File) => void}) {
  const {say} = useWords();
  const [over, setOver] = useState(false);
  const dropped = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer?.files[0];
    if (file) take(file);
  };
  return (
    <div class={over ? "drop over" : "drop"} onDrop={dropped} onDragLeave={() => setOver(false)}
      onDragOver={(event) => { event.preventDefault(); setOver(true); }}>
      <p>{hint}</p>
      <label class="button">{say("lookup.choose")}
        <input class="unseen" type="file" accept={accept} onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file) take(file);
        }} />
      </label>
    </div>
  );
}
