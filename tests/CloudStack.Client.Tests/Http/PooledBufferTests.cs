using System.Buffers;
using System.Text;
using CloudStack.Client.Http;

namespace CloudStack.Client.Tests.Http;

/// <summary>
/// Buffers returned to the process-wide pools contain nothing that was signed or sent. An array that a thread returns is the next
/// one of its size that the thread rents.
/// </summary>
public class PooledBufferTests
{
    private const string Secret = "do-not-leave-me-here";

    [Test]
    public void A_buffer_for_a_string_to_sign_goes_back_clean()
    {
        using (PooledBuffer buffer = new())
        {
            buffer.Write(Encoding.UTF8.GetBytes(Secret));
        }

        AssertNoSecret(2048);
    }

    [Test]
    public void A_buffer_that_had_to_grow_goes_back_clean()
    {
        using (PooledBuffer buffer = new())
        {
            buffer.Write(Encoding.UTF8.GetBytes(Secret));
            buffer.Write(new byte[2048]);
        }

        AssertNoSecret(2048, 4096);
    }

    [Test]
    public void A_long_value_that_was_encoded_leaves_nothing()
    {
        string value = string.Concat(Enumerable.Repeat(Secret, 100));

        JavaFormEncoding.WriteForm([new("password", value)]);

        AssertNoSecret(2048, 4096, 8192, 16384);
    }

    private static void AssertNoSecret(params int[] lengths)
    {
        foreach (int length in lengths)
        {
            // Several of each, because two of the same length may have been in use at once.
            byte[][] next = [.. Enumerable.Range(0, 4).Select(_ => ArrayPool<byte>.Shared.Rent(length))];
            foreach (byte[] array in next)
            {
                Assert.That(array.AsSpan().IndexOf("leave-me"u8), Is.EqualTo(-1), $"of {length} bytes");
                ArrayPool<byte>.Shared.Return(array);
            }
        }
    }
}
